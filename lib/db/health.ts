/** Whether the database can be read, and whether it can be written to. */
import { asUnavailable, db, tryToWrite, writeState } from "./client";
import type { WriteErrorKind } from "./write-state";

/** A write is tried when none got to the disk for so long, in milliseconds. */
const TRY_AFTER = 10_000;
/** After one that did not get there, this soon: whoever made room wants to see it. */
const TRY_AGAIN_AFTER = 1000;

let triedAt = 0;

export interface WriteTrouble {
  kind: WriteErrorKind;
  since: Date;
}

/**
 * What keeps the database from being written to, or null when nothing does. Waits for no lock.
 * Throws `unavailable` when it can't be read.
 */
export async function databaseHealth(): Promise<WriteTrouble | null> {
  try {
    await db().$queryRaw`SELECT 1 FROM "User" LIMIT 1`;
  } catch (error) {
    throw asUnavailable(error);
  }
  const { error, succeededAt } = writeState();
  const now = Date.now();
  const due = error ? triedAt + TRY_AGAIN_AFTER : Math.max(succeededAt, triedAt) + TRY_AFTER;
  if (now >= due) {
    triedAt = now;
    await tryToWrite();
  }
  return writeState().error;
}
