/** Tells a database file that was put beside the -wal of another: SQLite would mix the two. */
import { fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";

/** Thrown instead of opening such a pair; `message` says what to do. */
export class RestoreError extends Error {
  override name = "RestoreError";
  constructor(file: string, certain = true) {
    super(
      `${file} was replaced, but ${file}-wal still has writes of the database that was there before, ` +
        "and the two must not be mixed. If you restored a backup: stop Foyer, delete " +
        `${file}-wal and ${file}-shm, put the backup in place again, and start.${
          certain ? "" : ` If you didn’t: keep all three, run touch ${file}-wal, and start again.`
        }`,
    );
  }
}

/** Files that are copied or moved together change within so long of each other, in milliseconds. */
const TOGETHER = 2000;

/** Offset of the two bytes that say whether a database is in WAL mode, and what they are if it isn't. */
const [FORMAT_AT, ROLLBACK] = [18, 1];
const [WAL_HEADER, FRAME_HEADER] = [32, 24];

/** Throws {@link RestoreError} when a database and the -wal beside it don't belong together. */
export function assertOwnWal(file: string): void {
  const main = statSync(file, { throwIfNoEntry: false });
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (!main?.size || !wal?.size) return;
  // A database that has a -wal is in WAL mode; copies by VACUUM INTO are not.
  if (bytesAt(file, FORMAT_AT, 1)[0] === ROLLBACK) throw new RestoreError(file);
  // SQLite changes the database only to bring over what has just been written to the -wal. If it was
  // changed later, all of that must be in it.
  const later = main.ctimeMs > wal.ctimeMs + TOGETHER;
  if (later && !hasAll(file, readFileSync(`${file}-wal`))) throw new RestoreError(file, false);
}

/** Whether the database has every page of the -wal as its last commit left it. */
function hasAll(file: string, wal: Buffer): boolean {
  if (wal.length < WAL_HEADER) return true;
  const size = wal.readUInt32BE(8);
  const salts = wal.subarray(16, 24);
  const pages = new Map<number, Buffer>();
  let uncommitted: [number, Buffer][] = [];
  let last = 0;
  for (let at = WAL_HEADER; at + FRAME_HEADER + size <= wal.length; at += FRAME_HEADER + size) {
    // Frames after the first of another round are what is left of that.
    if (!wal.subarray(at + 8, at + 16).equals(salts)) break;
    const start = at + FRAME_HEADER;
    uncommitted.push([wal.readUInt32BE(at), wal.subarray(start, start + size)]);
    // How many pages the database has then; 0 in frames that are not the last of a commit.
    const total = wal.readUInt32BE(at + 4);
    if (total === 0) continue;
    last = total;
    for (const [page, content] of uncommitted) pages.set(page, content);
    uncommitted = [];
  }
  return [...pages].every(
    ([page, content]) => page > last || bytesAt(file, (page - 1) * size, size).equals(content),
  );
}

/**
 * What a database is read by, by its path. Never closed: with the first descriptor that a process
 * closes, POSIX ends all locks that the process has on that file, SQLite's own among them. Another
 * process would then take itself for the last one, and delete the -wal under us.
 */
const descriptors = new Map<string, number>();

function descriptorOf(file: string): number {
  const known = descriptors.get(file);
  if (known !== undefined && fstatSync(known).ino === statSync(file).ino) return known;
  const descriptor = openSync(file, "r");
  descriptors.set(file, descriptor);
  return descriptor;
}

function bytesAt(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(descriptorOf(file), bytes, 0, length, position);
  return bytes;
}
