/** Rows of Throttle: failures counted per account, device or address. */
import { db, transaction } from "./client";

export interface Limit {
  /** Attempts that may fail before anyone has to wait. */
  free: number;
  /** The first wait, doubled at each further failure up to `longestWait`; milliseconds. */
  firstWait: number;
  longestWait: number;
  /** Failures are forgotten when none was added for so long; milliseconds. */
  memory: number;
}

/**
 * Counts an attempt before it is made, as if it had failed, so that attempts sent at once
 * can't slip past each other. Gives 0, or the milliseconds to wait when it may not be made.
 */
export async function reserveAttempt(key: string, limit: Limit, now: Date): Promise<number> {
  return transaction(async (tx) => {
    // A write comes first: it takes SQLite's write lock, and what is read after it holds until commit.
    const row = await tx.throttle.upsert({
      where: { key },
      create: { key, failures: 0, lastFailureAt: now },
      update: { key },
    });
    if (row.blockedUntil && row.blockedUntil > now)
      return row.blockedUntil.getTime() - now.getTime();
    const forgotten = now.getTime() - row.lastFailureAt.getTime() > limit.memory;
    const failures = forgotten ? 1 : row.failures + 1;
    const wait = Math.min(limit.firstWait * 2 ** (failures - limit.free), limit.longestWait);
    const blockedUntil = failures >= limit.free ? new Date(now.getTime() + wait) : null;
    await tx.throttle.update({
      where: { key },
      data: { failures, blockedUntil, lastFailureAt: now },
    });
    return 0;
  });
}

/** Forgets all failures of a key: its owner has just proved who they are. */
export async function forgetFailures(key: string): Promise<void> {
  await db().throttle.deleteMany({ where: { key } });
}

/** Takes one reserved attempt back, as it didn't fail. */
export async function takeBackAttempt(key: string): Promise<void> {
  await db().throttle.updateMany({
    where: { key, failures: { gt: 0 } },
    data: { failures: { decrement: 1 }, blockedUntil: null },
  });
}

/** Deletes what is too old to matter. */
export async function removeOldThrottles(before: Date): Promise<void> {
  await db().throttle.deleteMany({ where: { lastFailureAt: { lt: before } } });
}
