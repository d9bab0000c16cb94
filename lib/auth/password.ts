/** Password hashes: made and verified in worker threads, so that the server keeps answering. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Piscina } from "piscina";
import { env } from "../env";
import { AppError, waitingTime } from "../errors";

/** When all threads are busy, how long what is waiting may take, in seconds. */
const PATIENCE = 5;
/** bcrypt hashes at cost 12 that one thread makes in a second. */
const HASHES_PER_SECOND = 3.5;

// Middleware and pages are separate bundles in one process: they share through globalThis.
const shared = globalThis as { foyerPasswordPool?: Piscina | undefined };

/** Started when first needed. The worker is found by path: a bundler must not take it in. */
function pool(): Piscina {
  shared.foyerPasswordPool ??= new Piscina({
    filename: join(/* turbopackIgnore: true */ process.cwd(), "lib/auth/hashes/worker.mjs"),
    minThreads: 0,
    maxThreads: availableParallelism(),
    idleTimeout: 30_000,
    execArgv: [],
  });
  return shared.foyerPasswordPool;
}

/** How many hashes may wait for a thread. More than that are refused. */
export function waitingRoom(threads: number, cost: number): number {
  return Math.ceil(threads * PATIENCE * HASHES_PER_SECOND * 2 ** (12 - cost));
}

async function inWorker<T>(name: "hash" | "verify", task: object): Promise<T> {
  const cost = env().bcryptCost;
  const { queueSize, options } = pool();
  if (queueSize >= waitingRoom(options.maxThreads, cost)) {
    const title = `Too many attempts. Try again in ${waitingTime(PATIENCE)}.`;
    throw new AppError("too-many-attempts", { title, retryAfter: PATIENCE });
  }
  return pool().run({ ...task, cost }, { name });
}

/** A new hash in Foyer's own form. Throws `too-many-attempts` when too many wait already. */
export function hashPassword(password: string): Promise<string> {
  return inWorker("hash", { password });
}

/**
 * Whether a password is the one of a stored hash; null stands for a person who does not exist or has
 * no password, and takes as long. `upgrade` asks for the hash to be made anew, in today's form and
 * cost. Throws `too-many-attempts` when too many wait already.
 */
export function verifyPassword(
  password: string,
  hash: string | null,
): Promise<{ ok: boolean; upgrade: boolean }> {
  return inWorker("verify", { password, stored: hash });
}

/** Ends the worker threads, for commands and servers that end. */
export async function closePasswordPool(): Promise<void> {
  await shared.foyerPasswordPool?.destroy();
  shared.foyerPasswordPool = undefined;
}
