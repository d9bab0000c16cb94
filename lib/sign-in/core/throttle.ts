/** The throttle on passwords: a few free failures, then waits that grow, never a lock for ever. */
import { createHmac } from "node:crypto";
import { nameKey } from "../../access/name-key";
import { env } from "../../config/env";
import { awaitWritable } from "../../db/client";
import { addressKey } from "../../http/address-key";
import { requestContext } from "../../http/request-context";
import { log } from "../../log/log";
import { MAX_WAIT, type Place } from "../password/hash-queue";
import { type Hasher, withHasher } from "../password/hasher";
import {
  type Blocked,
  type Counter,
  findBlocked,
  forgetFailures,
  type Limit,
  refundAttempts,
  removeOldThrottles,
  reserveAttempt,
} from "./throttle-rows";
import { type Obstacle, TooManyAttempts } from "./too-many-attempts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Per name typed, per such a name on a device that its owner has used before, per person signed in. */
const ownLimit: Limit = {
  free: 5,
  firstWait: 30 * SECOND,
  longestWait: 15 * MINUTE,
  memory: 60 * MINUTE,
};

/** Per address: looser, since many people may share one. */
const addressLimit: Limit = {
  free: 50,
  firstWait: 30 * SECOND,
  longestWait: 15 * MINUTE,
  memory: 15 * MINUTE,
};

/** How long an attempt may wait for a thread however long it has waited before, in milliseconds. */
const LEAST_WAIT = 500;

/** How often rows are tidied at most, and how many may stay; their failures are younger than `memory`. */
const TIDY_EVERY = 10 * SECOND;
export const MOST_ROWS = 20_000;

/** What one attempt at a password counts against, and where it waits for its turn. */
export interface Attempt {
  /** The counter that success clears. */
  own: Counter;
  address: Counter | null;
  place: Place;
}

/**
 * An attempt at signing in by a name. `device`: the hash of a device on which the person of that
 * name has signed in before. Others' failures, also from the same address, don't keep it out.
 */
export function signInAttempt(
  identifier: string,
  device: string | null,
  address: string | null,
): Attempt {
  const name = keyOfName(identifier);
  if (device) {
    const own = { key: `device:${device}:${name}`, limit: ownLimit };
    return { own, address: null, place: { share: "known", source: `device:${device}` } };
  }
  const shared = addressKey(address);
  return {
    own: { key: `name:${name}`, limit: ownLimit },
    address: shared === null ? null : { key: shared, limit: addressLimit },
    place: { share: "unknown", source: shared ?? "loopback" },
  };
}

/** An attempt of somebody signed in to prove once more who they are. */
export function proofAttempt(userId: string): Attempt {
  const own = { key: `proof:${userId}`, limit: ownLimit };
  return { own, address: null, place: { share: "known", source: `user:${userId}` } };
}

/**
 * Makes an attempt if it may be made now, and counts it as failed unless `check` gives true.
 * Throws `too-many-attempts`, or `cancelled` when its client has gone, before anything is checked;
 * then nothing was counted either. What `check` throws was no failure.
 */
export async function attemptPassword(
  attempt: Attempt,
  check: (hasher: Hasher) => Promise<boolean>,
): Promise<boolean> {
  const { own, address, place } = attempt;
  // Whether the address may try comes first, and decides alone.
  const counters = address ? [address, own] : [own];
  const blocked = await findBlocked(counters, new Date());
  if (blocked) throw refusalFor(blocked, attempt);
  // Who waits for the database takes no hashing thread from others meanwhile.
  await awaitWritable();
  const { waited = 0, signal } = requestContext();
  // Whose turn came at the front is not sent away for having waited there.
  const maxWait = Math.max(LEAST_WAIT, MAX_WAIT - waited);
  return withHasher({ ...place, maxWait, signal }, async (hasher) => {
    // Counted only now that it is sure to be made: who was waiting has not failed.
    const outcome = await reserveAttempt(counters, new Date());
    void tidy();
    if ("blocked" in outcome) throw refusalFor(outcome.blocked, attempt);
    let passed: boolean;
    try {
      passed = await check(hasher);
    } catch (error) {
      await refundAttempts(outcome.reserved);
      throw error;
    }
    if (!passed) return false;
    await forgetFailures(own.key);
    await refundAttempts(outcome.reserved.filter(({ counter }) => counter === address));
    return true;
  });
}

function refusalFor({ counter, wait }: Blocked, { own, address }: Attempt): TooManyAttempts {
  const byName: Obstacle = own.key.startsWith("name:") ? "name" : "device";
  return new TooManyAttempts(counter === address ? "address" : byName, wait);
}

/** What stands for a name: whatever is typed there, a password too, isn't kept readable. */
function keyOfName(identifier: string): string {
  const { secret } = env();
  return createHmac("sha256", secret)
    .update(`throttle:${nameKey(identifier)}`)
    .digest("base64url");
}

// Middleware and pages are separate bundles in one process: they share through globalThis.
const shared = globalThis as { foyerThrottlesTidied?: number };

/** Keeps the rows few while Foyer runs. Nobody waits for it, nor fails because of it. */
async function tidy(): Promise<void> {
  const now = Date.now();
  if (now - (shared.foyerThrottlesTidied ?? 0) < TIDY_EVERY) return;
  shared.foyerThrottlesTidied = now;
  try {
    await removeOldThrottles(new Date(now - ownLimit.memory), MOST_ROWS);
  } catch (error) {
    log().warn({ err: error }, "old throttle rows are still there");
  }
}
