/** The one connection to the users' database. Everything in lib/db goes through {@link db}. */
import { statSync } from "node:fs";
import { env } from "../env";
import { AppError } from "../errors";
import { Prisma, PrismaClient } from "./generated/client";
import { SqliteAdapter } from "./sqlite-adapter";
import type { WriteState } from "./write-state";

function open(adapter: SqliteAdapter) {
  return new PrismaClient({
    adapter,
    // A hash leaves the database only where a query asks for it by name.
    omit: { user: { passwordHash: true } },
  });
}

export type Database = ReturnType<typeof open>;
export type Transaction = Omit<
  Database,
  "$connect" | "$disconnect" | "$on" | "$use" | "$extends" | "$transaction"
>;
export { Prisma };

interface Opened {
  client: Database;
  adapter: SqliteAdapter;
  inode: bigint;
}

// Middleware and pages are separate bundles in one process: they share through globalThis.
const shared = globalThis as { foyerDatabase?: Opened | undefined };

/**
 * The database client. Throws `unavailable` when the file is gone, and reopens it when
 * another file took its place (a restored backup): SQLite itself would notice neither.
 */
export function db(): Database {
  return opened().client;
}

/** The latest news of writing to the database. */
export function writeState(): WriteState {
  return opened().adapter.writes;
}

/** Tries a write of no meaning, once, and waits for no lock. {@link writeState} tells how it went. */
export async function tryToWrite(): Promise<void> {
  await opened().adapter.tryToWrite();
}

/** Runs `work`, whose writes fail with `unavailable` at once where they would wait for a lock. */
export async function withoutWaiting<T>(work: () => Promise<T>): Promise<T> {
  return opened().adapter.withoutWaiting(work);
}

function opened(): Opened {
  const { databaseFile } = env();
  const inode = statSync(databaseFile, { bigint: true, throwIfNoEntry: false })?.ino;
  if (inode === undefined) throw new AppError("unavailable");
  if (shared.foyerDatabase?.inode !== inode) {
    void shared.foyerDatabase?.client.$disconnect();
    const adapter = new SqliteAdapter(databaseFile);
    shared.foyerDatabase = { client: open(adapter), adapter, inode };
  }
  return shared.foyerDatabase;
}

/** Closes the connection, for commands that end. */
export async function closeDatabase(): Promise<void> {
  await shared.foyerDatabase?.client.$disconnect();
  shared.foyerDatabase = undefined;
}

/** Runs `work` in one transaction, which waits its turn without holding up others. */
export async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction((tx) => work(tx), { maxWait: 10_000, timeout: 20_000 });
    } catch (error) {
      if (attempt === 5 || !isConflict(error)) throw error;
    }
  }
}

/** Whether the error says that two writers met; databases ask for the transaction to be run again. */
function isConflict(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
}

export { asUnavailable, isDuplicate, isUnavailable } from "./faults";
