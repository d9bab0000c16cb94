/** The one connection to the users' database. Everything in lib/db goes through {@link db}. */
import { statSync } from "node:fs";
import { env } from "../env";
import { AppError } from "../errors";
import { Prisma, PrismaClient } from "./generated/client";
import { sqliteAdapter } from "./sqlite-adapter";

function open(file: string) {
  return new PrismaClient({
    adapter: sqliteAdapter(file),
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

// Middleware and pages are separate bundles in one process: they share through globalThis.
const shared = globalThis as { foyerDatabase?: { client: Database; inode: bigint } | undefined };

/**
 * The database client. Throws `unavailable` when the file is gone, and reopens it when
 * another file took its place (a restored backup): SQLite itself would notice neither.
 */
export function db(): Database {
  const { databaseFile } = env();
  const inode = statSync(databaseFile, { bigint: true, throwIfNoEntry: false })?.ino;
  if (inode === undefined) throw new AppError("unavailable");
  if (shared.foyerDatabase?.inode !== inode) {
    void shared.foyerDatabase?.client.$disconnect();
    shared.foyerDatabase = { client: open(databaseFile), inode };
  }
  return shared.foyerDatabase.client;
}

/** Closes the connection, for commands that end. */
export async function closeDatabase(): Promise<void> {
  await shared.foyerDatabase?.client.$disconnect();
  shared.foyerDatabase = undefined;
}

/** Runs `work` in one transaction, again if another process's write got in between. */
export async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction((tx) => work(tx), { maxWait: 10_000, timeout: 20_000 });
    } catch (error) {
      if (attempt === 5 || !isBusy(error)) throw error;
    }
  }
}

/** Whether the error says that two writers met; SQLite asks for the transaction to be run again. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError && ["P1008", "P2034"].includes(error.code)
  );
}

/** Turns a database fault into `unavailable`, and leaves every other error as it is. */
export function asUnavailable(error: unknown): unknown {
  const ofPrisma =
    error instanceof Prisma.PrismaClientKnownRequestError ||
    error instanceof Prisma.PrismaClientUnknownRequestError ||
    error instanceof Prisma.PrismaClientInitializationError;
  return ofPrisma ? new AppError("unavailable", { cause: error }) : error;
}

/** Whether the error says that a value that must be unique is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
