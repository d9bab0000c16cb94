/** A lock between processes: an exclusive transaction on a small SQLite file, freed even by kill -9. */
import { setTimeout as pause } from "node:timers/promises";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { isLocked } from "./retrying-connection";
import { SqliteAdapter } from "./sqlite-adapter";

/** How long to wait for another process, in milliseconds. */
const MAX_WAIT = 120_000;
const RETRY_EVERY = 50;

/** Thrown when a lock can't be had; `message` says what to do. */
export class FileLockError extends Error {
  override name = "FileLockError";
}

/**
 * Runs `work` while no other process, and nobody else in this one, holds the lock of `file`.
 * Throws {@link FileLockError} when somebody held it for `maxWait` milliseconds, and at once when
 * the file is no lock.
 */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  maxWait = MAX_WAIT,
): Promise<T> {
  const connection = await orError(file, () => new SqliteAdapter(file, 0).connect());
  try {
    await take(connection, file, maxWait);
    try {
      return await work();
    } finally {
      // A connection that was closed keeps its lock until its memory is cleared: it ends here.
      await connection.executeRaw({ sql: "ROLLBACK", args: [], argTypes: [] });
    }
  } finally {
    await connection.dispose();
  }
}

async function take(connection: SqlDriverAdapter, file: string, maxWait: number): Promise<void> {
  const begin = () => connection.executeRaw({ sql: "BEGIN EXCLUSIVE", args: [], argTypes: [] });
  for (const giveUp = Date.now() + maxWait; ; await pause(RETRY_EVERY)) {
    try {
      await begin();
      return;
    } catch (error) {
      if (!isLocked(error)) throw errorOf(file, error);
      if (Date.now() > giveUp) {
        throw new FileLockError(
          `Another process has held ${file} for too long. End it and try again.`,
          { cause: error },
        );
      }
    }
  }
}

async function orError<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw errorOf(file, error);
  }
}

function errorOf(file: string, error: unknown): FileLockError {
  const message = messageOf(error);
  return new FileLockError(
    `The lock file ${file} can’t be used: ${message}. See that its folder is there and this account ` +
      "may write to it and has room. If the file is damaged, stop all of Foyer, delete it, and " +
      "start again: nothing is kept in it.",
    { cause: error },
  );
}

/** What the driver said, without the name of its own class. */
function messageOf(error: unknown): string {
  const said = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof said === "object" && said && "originalMessage" in said)
    return `${said.originalMessage}`;
  return error instanceof Error ? error.message : String(error);
}
