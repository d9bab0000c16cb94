/** Tables over the data files: each loaded into memory once, when first asked for. */
import "server-only";
import { join } from "node:path";
import { dataFolder } from "./data-folder";
import { withConnection } from "./instance";

/** A data file as a table. */
export interface Table {
  readonly name: string;
  /** File name in the data folder, `.csv` or `.parquet`. */
  readonly file: string;
  /** Its columns as SQL expressions over the file's: `"temp_max AS high, date"`. */
  readonly columns: string;
}

const loads = globalThis as { foyerTables?: Map<string, Promise<void>> };

/** Declares a table. Nothing is read before the first query. */
export function defineTable(name: string, file: string, columns: string): Table {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new TypeError(`not a table's name: ${name}`);
  return { name, file, columns };
}

/**
 * Loads a table unless it is there already; callers at the same time share one load.
 * A load that failed rejects for all of them, and the next call tries again.
 */
export function ensureLoaded(table: Table): Promise<void> {
  loads.foyerTables ??= new Map();
  const known = loads.foyerTables;
  const key = JSON.stringify(table);
  const running = known.get(key);
  if (running) return running;
  const load = loadTable(table).catch((error: unknown) => {
    known.delete(key);
    throw error;
  });
  known.set(key, load);
  return load;
}

async function loadTable({ name, file, columns }: Table): Promise<void> {
  // Constants of the source code all of them: a name, a list of columns, a file of the data folder.
  const path = join(dataFolder(), file).replaceAll("'", "''");
  const source = file.endsWith(".csv") ? `read_csv('${path}', header = true)` : `'${path}'`;
  await withConnection((connection) =>
    connection.run(`CREATE OR REPLACE TABLE "${name}" AS SELECT ${columns} FROM ${source}`),
  );
}
