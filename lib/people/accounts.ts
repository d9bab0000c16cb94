/** Rows of Account: people at identity providers, by issuer and subject, never by e-mail address. */
import { randomUUID } from "node:crypto";
import { type AuditContext, type AuditEntry, audited } from "../audit/audit";
import { db } from "../db/client";
import { leftOutEvents } from "./left-out-groups";
import { incrementRightsVersion, setProviderGroups } from "./provider-groups";
import { type ProviderNames, syncNames } from "./provider-names";

export interface AccountKey {
  issuer: string;
  subject: string;
}

export interface AccountRow {
  id: string;
  userId: string;
  user: { username: string; disabledAt: Date | null };
}

const columns = {
  id: true,
  userId: true,
  user: { select: { username: true, disabledAt: true } },
} as const;

/** The account of a person at a provider, or null. */
export async function findAccount({ issuer, subject }: AccountKey): Promise<AccountRow | null> {
  const where = { issuer_subject: { issuer, subject } };
  return db().account.findUnique({ where, select: columns });
}

export interface AccountSummary {
  id: string;
  provider: string;
  label: string;
  createdAt: Date;
}

/** A person's accounts at providers, the oldest first. */
export async function accountsOf(userId: string): Promise<AccountSummary[]> {
  return db().account.findMany({
    where: { userId },
    select: { id: true, provider: true, label: true, createdAt: true },
    orderBy: { createdAt: "asc" },
  });
}

/** An account as its provider describes it. */
export interface ProviderAccount extends AccountKey {
  provider: string;
  /** What the person is called there. */
  label: string;
  groups: readonly string[];
  /** Groups the provider named that can't be groups here. */
  leftOut: readonly string[];
}

/**
 * Brings an account up to date: its groups, and what it is called. With `names`, at a sign-in, the
 * person's own name and address follow too. Throws Prisma's P2002 when the address was taken
 * meanwhile: try again.
 */
export async function updateAccount(
  account: AccountRow,
  now: ProviderAccount & { names?: ProviderNames },
  by: AuditContext,
): Promise<void> {
  await audited(async (tx, record) => {
    const { provider, label, groups, leftOut, names } = now;
    await tx.account.update({ where: { id: account.id }, data: { provider, label } });
    const target = { userId: account.userId, accountId: account.id };
    const changes = await setProviderGroups(tx, target, groups);
    const followed = names ? await syncNames(tx, account.userId, names) : [];
    const { username } = account.user;
    const event = { ...by, outcome: "success", subject: username } as const;
    await record(
      ...groupEvents(by, username, changes),
      ...leftOutEvents(by, username, leftOut),
      ...followed.map((fields) => ({ ...event, action: "user.names-changed", detail: { fields } })),
    );
  });
}

/** Links an account to a person who is signed in. A unique key says if somebody has it already. */
export async function linkAccount(
  person: { userId: string; username: string },
  account: ProviderAccount,
  by: AuditContext,
): Promise<void> {
  const { groups, leftOut, ...data } = account;
  await audited(async (tx, record) => {
    const id = randomUUID();
    await tx.account.create({ data: { ...data, id, userId: person.userId } });
    const target = { userId: person.userId, accountId: id };
    const changes = await setProviderGroups(tx, target, groups);
    const event = { ...by, outcome: "success", subject: person.username } as const;
    const detail = { provider: data.provider };
    await record(
      { ...event, action: "account.linked", detail },
      ...groupEvents(by, person.username, changes),
      ...leftOutEvents(by, person.username, leftOut),
    );
  });
}

/**
 * Takes an account away from its person, with the groups it gave and the sessions it began, but for
 * one that stays. False when it is the last way in, or not theirs. `waysIn` says what counts as one:
 * a password, and accounts at providers of these ids, which are those that are configured.
 */
export async function unlinkAccount(
  person: { userId: string; username: string; sessionId: string },
  accountId: string,
  waysIn: { password: boolean; providers: readonly string[] },
  by: AuditContext,
): Promise<boolean> {
  return audited(async (tx, record) => {
    const { userId, username, sessionId } = person;
    // A write first: what is read after it holds until the end.
    await incrementRightsVersion(tx, userId);
    const account = await tx.account.findFirst({ where: { id: accountId, userId } });
    const provider = { in: [...waysIn.providers] };
    const others = await tx.account.count({ where: { userId, provider, id: { not: accountId } } });
    const withPassword = { id: userId, passwordHash: { not: null } };
    const password = waysIn.password && (await tx.user.count({ where: withPassword })) > 0;
    if (!account || (others === 0 && !password)) return false;
    const alone = { accountId: null, sid: null, tokens: null, groupsDueAt: null };
    await tx.session.updateMany({ where: { id: sessionId, accountId }, data: alone });
    await tx.membership.deleteMany({ where: { userId, source: accountId } });
    await tx.account.delete({ where: { id: accountId } });
    const event = { ...by, outcome: "success", subject: username } as const;
    await record({ ...event, action: "account.unlinked", detail: { provider: account.provider } });
    return true;
  });
}

/** The event of changed groups, if any did. */
export function groupEvents(
  by: AuditContext,
  username: string,
  changes: { added: string[]; removed: string[] },
): AuditEntry[] {
  if (changes.added.length + changes.removed.length === 0) return [];
  const event = { ...by, outcome: "success", subject: username } as const;
  return [{ ...event, action: "user.groups-changed", detail: changes }];
}
