/** The one DuckDB instance of this process: in memory, and closed to everything but the data files. */
import "server-only";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { processState } from "../process/process-state";
import { dataFolder } from "./data-folder";

const shared = processState(
  "DuckDB",
  (): { instance?: Promise<DuckDBInstance> | undefined } => ({}),
);

/**
 * Opens an instance that can read the data folder and nothing else: no other file, no network, no
 * extension, no spilling to disk, and no way to lift these limits by SQL.
 *
 * @param folder - absolute folder whose files may be read
 */
export async function openInstance(folder: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "1GB",
    temp_directory: "",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_directories = ['${folder.replaceAll("'", "''")}/']`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
  } finally {
    connection.closeSync();
  }
  return instance;
}

/** Runs `work` on a connection of its own. An instance that failed to open is tried again next time. */
export async function withConnection<T>(
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  shared.instance ??= openInstance(dataFolder()).catch((error: unknown) => {
    shared.instance = undefined;
    throw error;
  });
  const connection = await (await shared.instance).connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}
