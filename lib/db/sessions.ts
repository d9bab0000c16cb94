/** Rows of Session: one per browser in which a person is signed in. */
import { db, type Transaction } from "./client";

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
