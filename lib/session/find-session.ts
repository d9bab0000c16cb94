/** The session of a request: one statement, at every request. */
import { db, Prisma } from "../db/client";
import { confirmedSince, LOCAL } from "../people/provider-groups";

export interface SessionRow {
  id: string;
  userId: string;
  method: string;
  persistent: boolean;
  current: boolean;
  rightsVersion: number;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  /** The account at a provider by which the person signed in. */
  accountId: string | null;
  /** When that provider's groups are to be read again. */
  groupsDueAt: Date | null;
  user: {
    username: string;
    displayName: string;
    email: string | null;
    disabledAt: Date | null;
    rightsVersion: number;
    groups: string[];
  };
}

/** A row per group: the session's columns, its person's, and the group. */
interface JoinedRow extends Omit<SessionRow, "current" | "user"> {
  tokenHash: string;
  username: string;
  displayName: string;
  email: string | null;
  disabledAt: Date | null;
  userRightsVersion: number;
  groupName: string | null;
}

/**
 * The session of a token's hash with its user and the groups that count in it, or null: those given
 * here, those of the account that began it, and those that another account's provider confirmed
 * less than GROUP_REFRESH ago. One statement: this runs at every request, and Prisma's own
 * `include` would make four.
 */
export async function findSession(hash: string): Promise<SessionRow | null> {
  const rows = await db().$queryRaw<JoinedRow[]>(Prisma.sql`
    SELECT s."id", s."userId", s."method", s."persistent", s."handleHash" AS "tokenHash", s."rightsVersion",
           s."createdAt", s."lastUsedAt", s."expiresAt", s."accountId", s."groupsDueAt",
           u."username", u."displayName", u."email", u."disabledAt", u."rightsVersion" AS "userRightsVersion", g."name" AS "groupName"
    FROM "Session" s
    JOIN "User" u ON u."id" = s."userId"
    LEFT JOIN "Membership" m ON m."userId" = u."id" AND (
      m."source" = ${LOCAL} OR m."source" = s."accountId" OR m."source" IN (
        SELECT a."id" FROM "Account" a
        WHERE a."userId" = u."id" AND a."groupsConfirmedAt" > ${confirmedSince()}))
    LEFT JOIN "Group" g ON g."id" = m."groupId"
    WHERE s."handleHash" = ${hash} OR (s."previousHash" = ${hash} AND s."previousValidUntil" > ${new Date()})
    ORDER BY g."name"`);
  const first = rows[0];
  if (!first) return null;
  const {
    username,
    displayName,
    email,
    disabledAt,
    userRightsVersion,
    groupName: _,
    tokenHash,
    ...session
  } = first;
  const groups = new Set(rows.flatMap((row) => row.groupName ?? []));
  return {
    ...session,
    current: tokenHash === hash,
    user: {
      username,
      displayName,
      email,
      disabledAt,
      rightsVersion: userRightsVersion,
      groups: [...groups],
    },
  };
}
