/** An attempt at a password: throttled, then hashed when its turn comes. */
import { awaitWritable } from "../../db/client";
import { addressKey } from "../../http/address-key";
import { requestContext } from "../../http/request-context";
import {
  type AttemptCounters,
  countAttempt,
  reauthenticationCounters,
  requireAllowed,
  signInCounters,
} from "../core/throttle";
import { MAX_WAIT, type QueueEntry } from "./hash-queue";
import { type Hasher, withHasher } from "./hasher";

/** How long an attempt may wait for a thread however long it has waited before, in milliseconds. */
const LEAST_WAIT = 500;

/** What one attempt counts against, and how it waits for its turn. */
export interface PasswordAttempt {
  counters: AttemptCounters;
  entry: QueueEntry;
}

/** An attempt at signing in by a name; `device` as {@link signInCounters} takes it. */
export function signInAttempt(
  identifier: string,
  device: string | null,
  address: string | null,
): PasswordAttempt {
  const counters = signInCounters(identifier, device, address);
  if (device) return { counters, entry: { share: "known", source: `device:${device}` } };
  return { counters, entry: { share: "unknown", source: addressKey(address) ?? "loopback" } };
}

/** An attempt of somebody signed in to prove once more who they are. */
export function reauthenticationAttempt(userId: string): PasswordAttempt {
  return {
    counters: reauthenticationCounters(userId),
    entry: { share: "known", source: `user:${userId}` },
  };
}

/**
 * Makes an attempt if it may be made now, and counts it as failed unless `check` gives true.
 * Throws `too-many-attempts`, or `cancelled` when its client has gone, before anything is checked;
 * then nothing was counted either. What `check` throws was no failure.
 */
export async function attemptPassword(
  { counters, entry }: PasswordAttempt,
  check: (hasher: Hasher) => Promise<boolean>,
): Promise<boolean> {
  await requireAllowed(counters);
  // Who waits for the database takes no hashing thread from others meanwhile.
  await awaitWritable();
  const { waited = 0, signal } = requestContext();
  // Whose turn came at the front is not sent away for having waited there.
  const maxWait = Math.max(LEAST_WAIT, MAX_WAIT - waited);
  // Counted only now that it is sure to be made: who was waiting has not failed.
  return withHasher({ ...entry, maxWait, signal }, (hasher) =>
    countAttempt(counters, () => check(hasher)),
  );
}
