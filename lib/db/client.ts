/** The one connection to the users' database. Everything in lib/db goes through {@link db}. */
import { statSync } from "node:fs";
import { env } from "../config/env";
import { AppError } from "../errors/app-error";
import { processState } from "../process/process-state";
import { Prisma, PrismaClient } from "./generated/client";
import { assertOwnWal, RestoreError } from "./restored";
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
  /** The inode of the -wal beside it, once there is one. */
  wal: bigint | undefined;
  /** When the file was last found changed, in nanoseconds since 1970. */
  changedAt: bigint;
  /** Why it may not be used any more until the next start. */
  error?: RestoreError;
}

const shared = processState("database", (): { opened?: Opened | undefined } => ({}));

/**
 * The database client. Reopens the file when another took its place (a restored backup), which SQLite
 * itself would not notice. Throws `unavailable` when the file is gone, or is another one beside the
 * -wal of the old.
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

/**
 * Runs `work`, whose writes fail with `unavailable` where they would wait for a lock for longer than
 * so many milliseconds. With 0 they don't wait at all.
 */
export async function waitingAtMost<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  return opened().adapter.waitingAtMost(milliseconds, work);
}

function opened(): Opened {
  const { databaseFile } = env();
  const now = statOf(databaseFile);
  if (now === undefined) throw new AppError("unavailable");
  const current = shared.opened;
  if (current?.error) throw replaced(current.error);
  const wal = statOf(`${databaseFile}-wal`);
  if (current?.inode === now.ino) {
    if (current.changedAt !== now.ctimeNs) notReplaced(databaseFile, current);
    Object.assign(current, { changedAt: now.ctimeNs, wal: wal?.ino ?? current.wal });
    return current;
  }
  if (current && wal?.size && wal.ino === current.wal)
    throw replaced(new RestoreError(databaseFile));
  notReplaced(databaseFile);
  void current?.client.$disconnect();
  const adapter = new SqliteAdapter(databaseFile);
  const client = open(adapter);
  // Backups that SQLite made are not in this mode, in which readers and a writer don't wait.
  if (current) void client.$queryRaw`PRAGMA journal_mode = WAL`.catch(() => {});
  const { ino: inode, ctimeNs: changedAt } = now;
  shared.opened = { client, adapter, inode, changedAt, wal: wal?.ino };
  return shared.opened;
}

function statOf(file: string) {
  return statSync(file, { bigint: true, throwIfNoEntry: false });
}

/** Throws `unavailable` when what is there does not belong to the -wal; `current` has both open. */
function notReplaced(databaseFile: string, current?: Opened): void {
  try {
    assertOwnWal(databaseFile);
  } catch (error) {
    if (!(error instanceof RestoreError)) throw error;
    if (current) current.error = error;
    throw replaced(error);
  }
}

function replaced(cause: RestoreError): AppError {
  const title =
    "Foyer’s database was replaced by another one. Whoever runs Foyer finds in its log what to do.";
  return new AppError("unavailable", { title, cause });
}

/** Closes the connection, for commands that end. */
export async function closeDatabase(): Promise<void> {
  // Closing would write the old -wal into the file that took the old one's place.
  if (!shared.opened?.error) await shared.opened?.client.$disconnect();
  shared.opened = undefined;
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

/** Waits until the database could be written, and writes nothing. Throws `unavailable` if that takes too long. */
export async function awaitWritable(): Promise<void> {
  await transaction(async () => {});
}

/** Whether the error says that two writers met; databases ask for the transaction to be run again. */
function isConflict(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
}

export { asUnavailable, isDuplicate, isUnavailable } from "./errors";
