/** Password hashes: made and verified in worker threads, so that the server keeps answering. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Piscina } from "piscina";
import { env } from "../../config/env";
import { processState } from "../../process/process-state";
import { HashQueue, type QueueEntry } from "./hash-queue";

const state = processState<{ pool?: { threads: Piscina; queue: HashQueue } | undefined }>(
  "password hashing",
  () => ({}),
);

/** Started when first needed. The worker is found by path: a bundler must not take it in. */
function pool() {
  if (!state.pool) {
    // Two at least: strangers never take the last one.
    const maxThreads = Math.max(2, availableParallelism());
    const threads = new Piscina({
      filename: join(
        /* turbopackIgnore: true */ process.cwd(),
        "lib/sign-in/password/hashes/worker.mjs",
      ),
      minThreads: 0,
      maxThreads,
      idleTimeout: 30_000,
      execArgv: [],
    });
    state.pool = { threads, queue: new HashQueue(maxThreads) };
  }
  return state.pool;
}

/** Makes and verifies hashes while it has a thread to itself. */
export interface Hasher {
  /** A new hash in Foyer's own form. */
  hash: (password: string) => Promise<string>;
  /**
   * Whether a password is the one of a stored hash; null stands for a person who does not exist or
   * has no password, and takes as long. `upgrade` asks for the hash to be made anew, in today's form
   * and cost.
   */
  verify: (password: string, stored: string | null) => Promise<{ ok: boolean; upgrade: boolean }>;
}

/** What commands and the seed do: nobody is in their way, and they wait for as long as it takes. */
const OWN_WORK: QueueEntry = {
  share: "known",
  source: "own work",
  maxWait: Number.POSITIVE_INFINITY,
};

/**
 * Runs `work` once a thread is free for it. Throws `too-many-attempts` when that takes too long:
 * then nothing of `work` was done.
 */
export function withHasher<T>(entry: QueueEntry, work: (hasher: Hasher) => Promise<T>): Promise<T> {
  const { threads, queue } = pool();
  const cost = env().bcryptCost;
  return queue.run(entry, () =>
    work({
      hash: (password) => threads.run({ password, cost }, { name: "hash" }),
      verify: (password, stored) => threads.run({ password, stored, cost }, { name: "verify" }),
    }),
  );
}

/** A new hash in Foyer's own form. Throws `too-many-attempts` as {@link withHasher} does. */
export function hashPassword(password: string, entry: QueueEntry = OWN_WORK): Promise<string> {
  return withHasher(entry, ({ hash }) => hash(password));
}

/** Ends the worker threads, for commands and servers that end. */
export async function closePasswordPool(): Promise<void> {
  const pool = state.pool;
  state.pool = undefined;
  await pool?.threads.destroy();
}
