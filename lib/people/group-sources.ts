/** Where a person's groups come from: given here, or by which of their accounts at providers. */
import { db, type Prisma } from "../db/client";
import { countsUntil, LOCAL } from "./provider-groups";

/** What one account at a provider gives. */
export interface ProviderGroups {
  accountId: string;
  /** The provider's id. */
  provider: string;
  /** Group names, sorted. */
  groups: string[];
  /**
   * Until when they count in sessions that this account did not begin; may be past. Null when the
   * provider has never confirmed them.
   */
  until: Date | null;
}

export interface GroupSources {
  /** Given here, sorted; they count until they are taken away. */
  local: string[];
  /** Accounts that give any, the oldest first. */
  providers: ProviderGroups[];
}

/** What {@link sourcesOf} needs of a person. */
export const sourceColumns = {
  memberships: {
    select: { source: true, group: { select: { name: true } } },
    orderBy: { group: { nameKey: "asc" } },
  },
  accounts: {
    select: { id: true, provider: true, groupsConfirmedAt: true },
    orderBy: { createdAt: "asc" },
  },
} satisfies Prisma.UserSelect;

type Selected = Prisma.UserGetPayload<{ select: typeof sourceColumns }>;

/** A person's groups by where they come from. */
export function sourcesOf({ memberships, accounts }: Selected): GroupSources {
  const of = (wanted: string) =>
    memberships.filter(({ source }) => source === wanted).map(({ group }) => group.name);
  const providers = accounts.map(({ id, provider, groupsConfirmedAt }) => ({
    accountId: id,
    provider,
    groups: of(id),
    until: groupsConfirmedAt && countsUntil(groupsConfirmedAt),
  }));
  return { local: of(LOCAL), providers: providers.filter(({ groups }) => groups.length > 0) };
}

/** The same, of a person by id; nothing of one who is gone. */
export async function groupSources(userId: string): Promise<GroupSources> {
  const row = await db().user.findUnique({ where: { id: userId }, select: sourceColumns });
  return row ? sourcesOf(row) : { local: [], providers: [] };
}
