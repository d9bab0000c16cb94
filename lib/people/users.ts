/** Rows of User: looking people up, and adding one. */

import { nameKey } from "../access/name-key";
import type { AuditContext } from "../audit/audit";
import { db, type Prisma } from "../db/client";
import { type GroupSources, sourceColumns, sourcesOf } from "./group-sources";
import { createUsers, type NewUser } from "./user-creation";

export interface UserRow {
  id: string;
  username: string;
  email: string | null;
  displayName: string;
  disabledAt: Date | null;
  createdAt: Date;
  /** Names of all groups, wherever they come from and wherever they count; sorted. */
  groups: string[];
  sources: GroupSources;
}

const columns = {
  id: true,
  username: true,
  email: true,
  displayName: true,
  disabledAt: true,
  createdAt: true,
  ...sourceColumns,
} satisfies Prisma.UserSelect;

type Selected = Prisma.UserGetPayload<{ select: typeof columns }>;

function userOf({ memberships, accounts, ...user }: Selected): UserRow {
  const groups = new Set(memberships.map(({ group }) => group.name));
  return { ...user, groups: [...groups].sort(), sources: sourcesOf({ memberships, accounts }) };
}

/** Usernames have no `@`, so an identifier is one or the other. */
function byIdentifier(identifier: string): Prisma.UserWhereUniqueInput {
  const key = nameKey(identifier);
  return key.includes("@") ? { emailKey: key } : { usernameKey: key };
}

/** The person of a username or e-mail address, typed in any case or Unicode form; or null. */
export async function findUser(identifier: string): Promise<UserRow | null> {
  const row = await db().user.findUnique({ where: byIdentifier(identifier), select: columns });
  return row && userOf(row);
}

/** What sign-in needs to know: the only look-up that gives the password's hash. */
export async function findUserForSignIn(identifier: string): Promise<{
  id: string;
  username: string;
  passwordHash: string | null;
  disabledAt: Date | null;
  emergency: boolean;
} | null> {
  return db().user.findUnique({
    where: byIdentifier(identifier),
    select: { id: true, username: true, passwordHash: true, disabledAt: true, emergency: true },
  });
}

/** Everybody, by username. */
export async function listUsers(): Promise<UserRow[]> {
  const rows = await db().user.findMany({ select: columns, orderBy: { usernameKey: "asc" } });
  return rows.map(userOf);
}

/** How many people there are. */
export async function countUsers(): Promise<number> {
  return db().user.count();
}

/** The username that a provider gave a person, if somebody else had it already; else null. */
export async function usernameWanted(userId: string): Promise<string | null> {
  const select = { usernameWanted: true };
  const row = await db().user.findUnique({ where: { id: userId }, select });
  return row?.usernameWanted ?? null;
}

/** Whether anybody could sign in with a password while PASSWORD_SIGN_IN is off. */
export async function hasEmergencyUsers(): Promise<boolean> {
  const where = { emergency: true, disabledAt: null, passwordHash: { not: null } };
  return (await db().user.findFirst({ where, select: { id: true } })) !== null;
}

/** Adds a person; gives the groups made for them. Throws `invalid-input` naming the field. */
export async function createUser(
  user: NewUser,
  by: AuditContext,
): Promise<{ createdGroups: string[] }> {
  return createUsers([user], by);
}

/**
 * Puts a hash of today's form in the place of the one a password was just verified with; does
 * nothing when that has changed since.
 */
export async function replacePasswordHash(
  userId: string,
  oldHash: string,
  newHash: string,
): Promise<boolean> {
  const where = { id: userId, passwordHash: oldHash };
  const { count } = await db().user.updateMany({ where, data: { passwordHash: newHash } });
  return count === 1;
}
