/** Brings the database up to date: creates it when there is none, then applies what is missing. */
import { chmodSync, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { env } from "../config/env";
import { log } from "../log/log";
import { withFileLock } from "./file-lock";
import { migrationNames } from "./migration-folders";
import { assertOwnWal } from "./restored";
import { migrationList, NO_FILTERS, withSchemaEngine } from "./schema-engine";
import { SqliteAdapter } from "./sqlite-adapter";

/** Thrown when the database can't be made or brought up to date; `message` says what to do. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Applies the migrations that the database lacks, and gives their names. Safe when several
 * processes start at once. Throws {@link MigrationError}, or `RestoreError` when the file and the
 * -wal beside it don't belong together.
 */
export async function migrate(): Promise<string[]> {
  const { databaseFile } = env();
  makeFolder(dirname(databaseFile));
  assertOwnWal(databaseFile);
  if ((await missing(databaseFile)).length === 0) {
    // Backups that SQLite made are not in this mode, in which readers and a writer don't wait.
    await inDatabase(databaseFile, "PRAGMA journal_mode = WAL");
    return [];
  }
  return withFileLock(`${databaseFile}.lock`, async () => {
    const names = await missing(databaseFile);
    if (names.length === 0) return [];
    const [first = ""] = names;
    return isEmpty(databaseFile) ? create(databaseFile) : upgrade(databaseFile, first);
  });
}

/** Makes a new database beside its place and moves it there: half a database is never seen. */
async function create(file: string): Promise<string[]> {
  const draft = `${file}.new`;
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(draft + suffix, { force: true });
  closeSync(openSync(draft, "wx", 0o600));
  const applied = await apply(draft);
  await inDatabase(draft, "PRAGMA journal_mode = WAL");
  renameSync(draft, file);
  return applied;
}

/** Upgrades in place. A copy is kept until that has succeeded: SQLite can't undo half a migration. */
async function upgrade(file: string, first: string): Promise<string[]> {
  const copy = backupName(file, first);
  rmSync(copy, { force: true });
  await inDatabase(file, `VACUUM INTO '${copy.replaceAll("'", "''")}'`);
  chmodSync(copy, 0o600);
  try {
    const applied = await apply(file);
    rmSync(copy, { force: true });
    return applied;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const kept = `The database as it was before is in ${copy}.`;
    throw new MigrationError(`${message}\n${kept}`, { cause: error });
  }
}

async function apply(file: string): Promise<string[]> {
  try {
    const migrationsList = await migrationList();
    return await withSchemaEngine(file, async (engine) => {
      const input = { migrationsList, filters: NO_FILTERS };
      return (await engine.applyMigrations(input)).appliedMigrationNames;
    });
  } catch (error) {
    log().error({ err: error }, "migration failed");
    const message = error instanceof Error ? error.message : String(error);
    const name = /migration_name="([^"]+)"/.exec(message)?.[1];
    const which = name ? ` The migration ${name} failed:` : "";
    throw new MigrationError(
      `The database could not be brought up to date.${which} ${withoutFrames(message)}`,
      { cause: error },
    );
  }
}

/** Names of the migrations that the database lacks. Throws when one of them was left half done. */
async function missing(file: string): Promise<string[]> {
  if (isEmpty(file)) return migrationNames();
  const table = "SELECT 1 FROM sqlite_schema WHERE name = '_prisma_migrations'";
  if ((await inDatabase(file, table)).length === 0) return migrationNames();
  const rows = await inDatabase(
    file,
    `SELECT migration_name, finished_at IS NOT NULL, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const done = new Map(rows.map(([name, finished]) => [String(name), Boolean(finished)]));
  const [failed, , said] = rows.find(([, finished]) => !finished) ?? [];
  if (failed) {
    const cause = said ? ` (${withoutFrames(String(said))})` : "";
    throw new MigrationError(
      `The migration ${failed} was begun on ${file} and did not finish${cause}. Stop Foyer, put a copy of ` +
        `the database from before in its place (such as ${backupName(file, String(failed))}), and start again.`,
    );
  }
  return migrationNames().filter((name) => !done.has(name));
}

async function inDatabase(file: string, sql: string): Promise<unknown[][]> {
  const connection = await new SqliteAdapter(file).connect();
  try {
    return (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
  } finally {
    await connection.dispose();
  }
}

/** What went wrong, without the places in the engine's source that follow it. */
function withoutFrames(message: string): string {
  return message.split(/\n\s+0: /)[0]?.trim() ?? message;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The folder of DATABASE_URL can’t be made: ${message}`);
  }
}

function isEmpty(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

function backupName(file: string, migration: string): string {
  return `${file}.before-${migration}`;
}
