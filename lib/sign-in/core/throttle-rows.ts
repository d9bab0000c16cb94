/** Rows of Throttle: failures counted per name, device or address. */
import { db, type Transaction, transaction } from "../../db/client";

export interface Limit {
  /** Attempts that may fail before anyone has to wait. */
  free: number;
  /** The first wait, doubled at each further failure up to `longestWait`; milliseconds. */
  firstWait: number;
  longestWait: number;
  /** Failures are forgotten when none was added for so long; milliseconds. */
  memory: number;
}

/** What an attempt counts against. */
export interface Counter {
  key: string;
  limit: Limit;
}

/** A counter at which nothing may be attempted for so many milliseconds. */
export interface Blocked {
  counter: Counter;
  wait: number;
}

/** An attempt as it was counted, with what the counter said before. */
export interface Reserved {
  counter: Counter;
  failures: number;
  before: { failures: number; blockedUntil: Date | null; lastFailureAt: Date };
}

/** The first of the counters that is blocked, or null. Only looks. */
export async function findBlocked(
  counters: readonly Counter[],
  now: Date,
): Promise<Blocked | null> {
  const keys = counters.map(({ key }) => key);
  const where = { key: { in: keys }, blockedUntil: { gt: now } };
  const rows = await db().throttle.findMany({ where });
  const waits = new Map(rows.map(({ key, blockedUntil }) => [key, blockedUntil]));
  for (const counter of counters) {
    const until = waits.get(counter.key);
    if (until) return { counter, wait: until.getTime() - now.getTime() };
  }
  return null;
}

/** Ends the transaction, so that nothing was counted anywhere. */
class StillBlocked extends Error {
  constructor(readonly blocked: Blocked) {
    super("blocked");
  }
}

/**
 * Counts an attempt at each of the counters before it is made, as if it had failed, so that
 * attempts sent at once can't slip past each other. When one of them is blocked, says which, and
 * counts at none.
 */
export async function reserveAttempt(
  counters: readonly Counter[],
  now: Date,
): Promise<{ blocked: Blocked } | { reserved: Reserved[] }> {
  try {
    const reserved = await transaction(async (tx) => {
      const done: Reserved[] = [];
      for (const counter of counters) done.push(await reserve(tx, counter, now));
      return done;
    });
    return { reserved };
  } catch (error) {
    if (error instanceof StillBlocked) return { blocked: error.blocked };
    throw error;
  }
}

async function reserve(tx: Transaction, counter: Counter, now: Date): Promise<Reserved> {
  const { key, limit } = counter;
  // A write comes first: it takes the row's lock, and what is read after it holds until commit.
  const row = await tx.throttle.upsert({
    where: { key },
    create: { key, failures: 0, lastFailureAt: now },
    update: { key },
  });
  if (row.blockedUntil && row.blockedUntil > now) {
    throw new StillBlocked({ counter, wait: row.blockedUntil.getTime() - now.getTime() });
  }
  const forgotten = now.getTime() - row.lastFailureAt.getTime() > limit.memory;
  const failures = forgotten ? 1 : row.failures + 1;
  const blockedUntil = blockedAfter(failures, limit, now);
  await tx.throttle.update({
    where: { key },
    data: { failures, blockedUntil, lastFailureAt: now },
  });
  return { counter, failures, before: forgotten ? { ...row, failures: 0 } : row };
}

/** Until when a counter is blocked after so many failures, the last of them at `now`. */
function blockedAfter(failures: number, limit: Limit, now: Date): Date | null {
  if (failures < limit.free) return null;
  const wait = Math.min(limit.firstWait * 2 ** (failures - limit.free), limit.longestWait);
  return new Date(now.getTime() + wait);
}

/** Forgets all failures of a key: its owner has just proved who they are. */
export async function forgetFailures(key: string): Promise<void> {
  await db().throttle.deleteMany({ where: { key } });
}

/** Gives counted attempts back that did not fail, or were never made: as if they had not been. */
export async function refundAttempts(reserved: readonly Reserved[]): Promise<void> {
  await transaction(async (tx) => {
    for (const { counter, failures: mine, before } of reserved) {
      const { key, limit } = counter;
      const row = await tx.throttle.findUnique({ where: { key } });
      if (!row || row.failures === 0) continue;
      const failures = row.failures - 1;
      // Nobody counted since: all is as it was. Else the others' failures stay, and their wait.
      const last = row.failures === mine ? before : row;
      const { blockedUntil, lastFailureAt } = last;
      const data = {
        failures,
        lastFailureAt,
        blockedUntil: failures < limit.free ? null : blockedUntil,
      };
      if (failures === 0) await tx.throttle.deleteMany({ where: { key } });
      else await tx.throttle.updateMany({ where: { key }, data });
    }
  });
}

/** Deletes rows without a failure since `before`, and of the rest all but the latest `most`. */
export async function removeOldThrottles(before: Date, most: number): Promise<void> {
  await db().throttle.deleteMany({ where: { lastFailureAt: { lt: before } } });
  const [oldestKept] = await db().throttle.findMany({
    orderBy: { lastFailureAt: "desc" },
    select: { lastFailureAt: true },
    skip: most,
    take: 1,
  });
  if (!oldestKept) return;
  const where = { lastFailureAt: { lte: oldestKept.lastFailureAt } };
  await db().throttle.deleteMany({ where });
}
