/** A lock between processes: an exclusive transaction on a small SQLite file, freed even by kill -9. */
import { setTimeout as pause } from "node:timers/promises";
import { SqliteAdapter } from "./sqlite-adapter";

/** How long to wait for another process, in milliseconds. */
const PATIENCE = 120_000;
const RETRY_EVERY = 50;

/** Runs `work` while no other process, and nobody else in this one, holds the lock of `file`. */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  // No busy timeout: libsql waits without yielding, and the holder may be in this process.
  const connection = await new SqliteAdapter(file, 0).connect();
  const run = (sql: string) => connection.executeRaw({ sql, args: [], argTypes: [] });
  try {
    for (const giveUp = Date.now() + PATIENCE; ; await pause(RETRY_EVERY)) {
      try {
        await run("BEGIN EXCLUSIVE");
        break;
      } catch (error) {
        if (Date.now() > giveUp) {
          throw new Error(`Another process has held ${file} for too long. End it and try again.`, {
            cause: error,
          });
        }
      }
    }
    return await work();
  } finally {
    await connection.dispose();
  }
}
