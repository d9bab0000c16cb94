/** Rows of Session: one per browser in which a person is signed in. */
import { audited } from "../audit/audit";
import { confirmedSince, LOCAL } from "../people/provider-groups";
import { db, Prisma, type Transaction } from "./client";

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

interface JoinedRow {
  id: string;
  userId: string;
  method: string;
  persistent: boolean;
  tokenHash: string;
  rightsVersion: number;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  accountId: string | null;
  groupsDueAt: Date | null;
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

/** What a session that a provider began has besides. */
export interface ProviderPart {
  id: string;
  accountId: string;
  sid: string | null;
  /** Encrypted. */
  tokens: string;
  groupsDueAt: Date | null;
}

export interface NewSession extends Partial<ProviderPart> {
  tokenHash: string;
  userId: string;
  method: string;
  persistent: boolean;
  expiresAt: Date;
  ip: string | null;
  userAgent: string | null;
}

/** Adds a session that starts at the user's present rights; gives their username. */
export async function addSession(
  tx: Transaction,
  session: NewSession,
): Promise<{ username: string }> {
  const { rightsVersion, username } = await tx.user.findUniqueOrThrow({
    where: { id: session.userId },
    select: { rightsVersion: true, username: true },
  });
  await tx.session.create({ data: { ...session, rightsVersion } });
  return { username };
}

/**
 * Signs somebody in: adds the session, ends the one that the browser had (`replaces`, its token's
 * hash), and writes that down, all or nothing.
 */
export async function beginSession(session: NewSession, replaces: string | null): Promise<void> {
  await audited(async (tx, record) => {
    const { username } = await addSession(tx, session);
    if (replaces !== null) await tx.session.deleteMany({ where: ofToken(replaces) });
    const { method: via, ip } = session;
    const who = { actor: username, subject: username };
    await record({ ...who, action: "session.started", outcome: "success", via, ip });
  });
}

/** Notes that the session was used, unless a later use is known. */
export async function touchSession(id: string, now: Date): Promise<void> {
  const where = { id, lastUsedAt: { lt: now } };
  await db().session.updateMany({ where, data: { lastUsedAt: now } });
}

/** Gives the session a new token; the old one is honoured until `graceEnd` for requests under way. */
export async function rotateToken(
  session: { id: string; rightsVersion: number },
  hashes: { from: string; to: string },
  graceEnd: Date,
): Promise<boolean> {
  const { count } = await db().session.updateMany({
    where: { id: session.id, tokenHash: hashes.from },
    data: {
      tokenHash: hashes.to,
      previousHash: hashes.from,
      previousValidUntil: graceEnd,
      rightsVersion: session.rightsVersion,
    },
  });
  return count === 1;
}

export interface EndedSession {
  id: string;
  userId: string;
  username: string;
  method: string;
  /** What the provider gave, encrypted. */
  tokens: string | null;
}

/**
 * Ends the session that has this token, now or until its last rotation, and writes that down, all
 * or nothing. Says whose it was; null when there was none.
 */
export async function removeSession(
  hash: string,
  by: { via: string; ip: string | null },
): Promise<EndedSession | null> {
  const user = { select: { id: true, username: true } };
  const select = { id: true, method: true, tokens: true, user };
  const row = await db().session.findFirst({ where: ofToken(hash), select });
  if (!row) return null;
  const { id, method, tokens } = row;
  const { id: userId, username } = row.user;
  return audited(async (tx, record) => {
    const { count } = await tx.session.deleteMany({ where: { id } });
    if (count === 0) return null;
    const who = { actor: username, subject: username };
    await record({ ...by, ...who, action: "session.ended", outcome: "success" });
    return { id, method, tokens, userId, username };
  });
}

function ofToken(hash: string) {
  return { OR: [{ tokenHash: hash }, { previousHash: hash }] };
}

export interface SessionSummary {
  id: string;
  persistent: boolean;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  ip: string | null;
  userAgent: string | null;
  /** The account at a provider that began it. */
  accountId: string | null;
}

/** A person's sessions that are not past their absolute age at `now`, last used first. */
export async function sessionsOf(userId: string, now: Date): Promise<SessionSummary[]> {
  return db().session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: { lastUsedAt: "desc" },
    omit: {
      tokenHash: true,
      previousHash: true,
      previousValidUntil: true,
      rightsVersion: true,
      tokens: true,
    },
  });
}

/** Ends all sessions of a person, but for one that may stay. */
export async function removeSessionsOf(
  tx: Transaction,
  userId: string,
  exceptId?: string,
): Promise<void> {
  await tx.session.deleteMany({
    where: { userId, ...(exceptId ? { id: { not: exceptId } } : {}) },
  });
}

/** Deletes sessions past their absolute age. */
export async function removeExpiredSessions(now: Date): Promise<void> {
  await db().session.deleteMany({ where: { expiresAt: { lt: now } } });
}
