/** Tables over the data files: each loaded into memory once, when first asked for. */
import "server-only";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { env } from "../config/env";
import { processState } from "../process/process-state";
import { dataFolder } from "./data-folder";
import { withConnection } from "./instance";
import { conflictOver, declare } from "./table-names";

/** A data file as a table. */
export interface Table {
  readonly name: string;
  /** File name in the data folder, `.csv` or `.parquet`. */
  readonly file: string;
  /** Its columns as SQL expressions over the file's: `"temp_max AS high, date"`. */
  readonly columns: string;
  /** Of the whole declaration: tables that differ in anything never share rows or results. */
  readonly identity: string;
}

/** Loads under way or done, by a table's identity. */
const loads = processState("data tables", () => new Map<string, Promise<void>>());

/**
 * Declares a table. Nothing is read before the first query. A name has one meaning: Foyer doesn't
 * start while two declarations of one name differ. Throws TypeError for what is no name.
 */
export function defineTable(name: string, file: string, columns: string): Table {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new TypeError(`not a table's name: ${name}`);
  const declaration = JSON.stringify([name, file, columns]);
  const identity = createHash("sha256").update(declaration).digest("hex").slice(0, 32);
  const table = Object.freeze({ name, file, columns, identity });
  declare(table);
  return table;
}

/** The table's name in SQL: in a schema of its own, so that its columns go by its plain name too. */
export function sqlName({ identity, name }: Table): string {
  return `"t_${identity}"."${name}"`;
}

/**
 * Loads a table unless it is there already; callers at the same time share one load.
 * A load that failed rejects for all of them, and the next call tries again. Rejects with a
 * TableConflict when the name has another meaning elsewhere.
 */
export async function ensureLoaded(table: Table): Promise<void> {
  // In development a declaration that was edited stays known until the next start: it may differ.
  const conflict = env().production ? conflictOver(table.name) : null;
  if (conflict) throw conflict;
  const running = loads.get(table.identity);
  if (running) return running;
  const load = loadTable(table).catch((error: unknown) => {
    loads.delete(table.identity);
    throw error;
  });
  loads.set(table.identity, load);
  return load;
}

async function loadTable(table: Table): Promise<void> {
  // Constants of the source code all of them: a name, a list of columns, a file of the data folder.
  const path = join(dataFolder(), table.file).replaceAll("'", "''");
  const source = table.file.endsWith(".csv") ? `read_csv('${path}', header = true)` : `'${path}'`;
  await withConnection(async (connection) => {
    await connection.run(`CREATE SCHEMA IF NOT EXISTS "t_${table.identity}"`);
    await connection.run(
      `CREATE OR REPLACE TABLE ${sqlName(table)} AS SELECT ${table.columns} FROM ${source}`,
    );
  });
}
