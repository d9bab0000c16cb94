/** A database connection that waits for others' locks by asking again, while all else goes on. */
import { setTimeout as pause } from "node:timers/promises";
import {
  DriverAdapterError,
  type IsolationLevel,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import type { WriteState } from "./write-state";

/** Milliseconds between asking for the lock; the last one goes on for as long as it takes. */
const PAUSES = [2, 5, 10, 20, 50];

/** Takes the lock and lets it go; unlike other statements, leaves nothing unfinished when it fails. */
const PROBE = "BEGIN IMMEDIATE; ROLLBACK";

/** How long a statement of a migration waits for a lock, in milliseconds. */
const SCRIPT_TIMEOUT = 5000;

export class RetryingConnection implements SqlDriverAdapter {
  readonly provider;
  readonly adapterName;
  readonly #inner;
  readonly #maxWait;
  readonly #writes;
  /** Pending while one of the waiting asks for the lock, on behalf of all. */
  #free: Promise<void> | undefined;

  /** `maxWait`: how long whatever runs now may wait for a lock, in milliseconds. */
  constructor(inner: SqlDriverAdapter, maxWait: () => number, writes: WriteState) {
    this.provider = inner.provider;
    this.adapterName = inner.adapterName;
    this.#inner = inner;
    this.#maxWait = maxWait;
    this.#writes = writes;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    // Readers wait for nobody. What else gives rows writes them: INSERT … RETURNING.
    if (isRead(query)) return this.#patiently(() => this.#inner.queryRaw(query));
    return this.#write(
      () => this.#inner.queryRaw(query),
      ({ rows }) => rows.length > 0,
    );
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#write(
      () => this.#inner.executeRaw(query),
      (count) => count > 0,
    );
  }

  /** Runs the script of a migration, which can't be run twice: SQLite itself waits, and all else too. */
  executeScript(script: string): Promise<void> {
    return this.#inner.executeScript(`PRAGMA busy_timeout = ${SCRIPT_TIMEOUT}; ${script}`);
  }

  async startTransaction(level?: IsolationLevel): Promise<Transaction> {
    const transaction = await this.#write(() => this.#inner.startTransaction(level));
    return watched(transaction, this.#writes);
  }

  async dispose(): Promise<void> {
    await this.#inner.dispose();
  }

  /** A write: while the lock is known to be taken, it waits before its first attempt. */
  #write<T>(attempt: () => Promise<T>, wrote?: (result: T) => boolean): Promise<T> {
    // That a lock is taken for a moment says nothing; that waiting for it was in vain does.
    const writes = this.#maxWait() > 0 ? this.#writes : null;
    return noted(writes, () => this.#patiently(attempt, this.#free), wrote);
  }

  /**
   * Attempts until it meets no lock. Between attempts nothing of the connection is held, so that
   * readers go on.
   */
  async #patiently<T>(attempt: () => Promise<T>, first?: Promise<void>): Promise<T> {
    const maxWait = this.#maxWait();
    const giveUp = performance.now() + maxWait;
    if (first && !(await within(first, maxWait))) {
      throw new DriverAdapterError({ kind: "SocketTimeout" });
    }
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!isLocked(error) || performance.now() >= giveUp) throw error;
      }
      this.#free ??= this.#untilFree(giveUp).finally(() => {
        this.#free = undefined;
      });
      await within(this.#free, giveUp - performance.now());
    }
  }

  async #untilFree(giveUp: number): Promise<void> {
    for (let i = 0; performance.now() < giveUp; i++) {
      await pause(PAUSES[i] ?? PAUSES.at(-1));
      try {
        return await this.#inner.executeScript(PROBE);
      } catch (error) {
        // Other errors are for those who wait: each meets it in an attempt of its own.
        if (!isLocked(error)) return;
      }
    }
  }
}

/** Waits for `work`, but no longer than so many milliseconds; says whether it was done by then. */
async function within(work: Promise<void>, milliseconds: number): Promise<boolean> {
  if (milliseconds <= 0) return false;
  const end = new AbortController();
  const late = pause(milliseconds, false, { signal: end.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    end.abort();
  }
}

/** A transaction whose writes are noted too: they are on the disk when it has been committed. */
function watched(transaction: Transaction, writes: WriteState): Transaction {
  let changed = false;
  const { queryRaw, executeRaw, commit } = {
    queryRaw: transaction.queryRaw.bind(transaction),
    executeRaw: transaction.executeRaw.bind(transaction),
    commit: transaction.commit.bind(transaction),
  };
  transaction.queryRaw = async (query) => {
    if (!isRead(query)) changed = true;
    return noted(writes, () => queryRaw(query));
  };
  transaction.executeRaw = async (query) => {
    const count = await noted(writes, () => executeRaw(query));
    changed ||= count > 0;
    return count;
  };
  transaction.commit = () => noted(writes, commit, () => changed);
  return transaction;
}

/** Runs a write and notes how it went; `wrote` says whether what it did reached the disk. */
async function noted<T>(
  writes: WriteState | null,
  write: () => Promise<T>,
  wrote: (result: T) => boolean = () => false,
): Promise<T> {
  try {
    const result = await write();
    if (wrote(result)) writes?.succeeded();
    else writes?.unlocked();
    return result;
  } catch (error) {
    const known = asDriverError(error);
    if (isDriverAdapterError(known)) writes?.failed(known);
    throw known;
  }
}

function isRead({ sql }: SqlQuery): boolean {
  return /^\s*SELECT\b/i.test(sql);
}

/** Whether an error says that somebody else has a lock. */
export function isLocked(error: unknown): boolean {
  return isDriverAdapterError(error) && error.cause.kind === "SocketTimeout";
}

/** Errors at a transaction's end reach us as libSQL made them. */
function asDriverError(error: unknown): unknown {
  if (!(error instanceof Error && "rawCode" in error && typeof error.rawCode === "number"))
    return error;
  const { message, rawCode } = error;
  return new DriverAdapterError({ kind: "sqlite", extendedCode: rawCode, message });
}
