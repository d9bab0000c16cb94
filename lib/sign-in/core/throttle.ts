/** The throttle on attempts that can be guessed at, such as passwords: a few free failures, then waits that grow, never a lock for ever. */
import { createHmac } from "node:crypto";
import { nameKey } from "../../access/name-key";
import { env } from "../../config/env";
import { addressKey } from "../../http/address-key";
import { log } from "../../log/log";
import { processState } from "../../process/process-state";
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

/** How often rows are tidied at most, and how many may stay; their failures are younger than `memory`. */
const TIDY_EVERY = 10 * SECOND;
export const MOST_ROWS = 20_000;

/** What one attempt counts against. */
export interface AttemptCounters {
  /** The counter that success clears. */
  own: Counter;
  address: Counter | null;
}

/**
 * The counters of a sign-in by a name. `device`: the hash of a device on which the person of that
 * name has signed in before. Others' failures, also from the same address, don't keep it out.
 */
export function signInCounters(
  identifier: string,
  device: string | null,
  address: string | null,
): AttemptCounters {
  const name = keyOfName(identifier);
  if (device) {
    return { own: { key: `device:${device}:${name}`, limit: ownLimit }, address: null };
  }
  const shared = addressKey(address);
  return {
    own: { key: `name:${name}`, limit: ownLimit },
    address: shared === null ? null : { key: shared, limit: addressLimit },
  };
}

/** The counters of somebody signed in who proves once more who they are. */
export function proofCounters(userId: string): AttemptCounters {
  return { own: { key: `proof:${userId}`, limit: ownLimit }, address: null };
}

/** Throws `too-many-attempts` if nothing may be attempted now; counts nothing. */
export async function requireAllowed(attempt: AttemptCounters): Promise<void> {
  const blocked = await findBlocked(countersOf(attempt), new Date());
  if (blocked) throw refusalFor(blocked, attempt);
}

/**
 * Makes an attempt if it may be made now, and counts it as failed unless `check` gives true.
 * Throws `too-many-attempts` before anything is checked; then nothing was counted either. What
 * `check` throws was no failure.
 */
export async function countAttempt(
  attempt: AttemptCounters,
  check: () => Promise<boolean>,
): Promise<boolean> {
  const { own, address } = attempt;
  const outcome = await reserveAttempt(countersOf(attempt), new Date());
  void tidy();
  if ("blocked" in outcome) throw refusalFor(outcome.blocked, attempt);
  let passed: boolean;
  try {
    passed = await check();
  } catch (error) {
    await refundAttempts(outcome.reserved);
    throw error;
  }
  if (!passed) return false;
  await forgetFailures(own.key);
  await refundAttempts(outcome.reserved.filter(({ counter }) => counter === address));
  return true;
}

/** Whether the address may try comes first, and decides alone. */
function countersOf({ own, address }: AttemptCounters): Counter[] {
  return address ? [address, own] : [own];
}

function refusalFor(
  { counter, wait }: Blocked,
  { own, address }: AttemptCounters,
): TooManyAttempts {
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

const tidied = processState("tidying of throttles", () => ({ at: 0 }));

/** Keeps the rows few while Foyer runs. Nobody waits for it, nor fails because of it. */
async function tidy(): Promise<void> {
  const now = Date.now();
  if (now - tidied.at < TIDY_EVERY) return;
  tidied.at = now;
  try {
    await removeOldThrottles(new Date(now - ownLimit.memory), MOST_ROWS);
  } catch (error) {
    log().warn({ err: error }, "old throttle rows are still there");
  }
}
