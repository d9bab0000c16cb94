/** Prisma's schema engine as WebAssembly: migrations in process, with no binary to download. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { migrationNames, migrationsFolder } from "./migration-folders";
import { SqliteAdapter } from "./sqlite-adapter";

export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** The schema as the engine takes it. */
export async function schemaFiles(): Promise<{ path: string; content: string }[]> {
  const path = join(process.cwd(), "prisma/schema.prisma");
  return [{ path, content: await readFile(path, "utf8") }];
}

/** Every migration of prisma/migrations with its SQL, oldest first. */
export async function migrationList(): Promise<MigrationList> {
  const lockfile = "migration_lock.toml";
  return {
    baseDir: migrationsFolder(),
    lockfile: {
      path: lockfile,
      content: await readFile(join(migrationsFolder(), lockfile), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(migrationNames().map(migrationDirectory)),
  };
}

async function migrationDirectory(name: string): Promise<MigrationList["migrationDirectories"][0]> {
  const value = await readFile(join(migrationsFolder(), name, "migration.sql"), "utf8");
  return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
}

/** Runs `work` with an engine on a SQLite file; its connections are closed afterwards. */
export async function withSchemaEngine<T>(
  file: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { connections, factory } = recordingFactory(file);
  const bindings = await loadBindings();
  const datamodels = (await schemaFiles()).map(
    ({ path, content }) => [path, content] as [string, string],
  );
  const engine = await bindings.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    for (const connection of connections) await connection.dispose();
  }
}

/** An adapter factory that remembers its connections: the engine itself leaves them open. */
function recordingFactory(file: string) {
  const inner = new SqliteAdapter(file);
  const connections: { dispose(): Promise<void> }[] = [];
  const remember = async <C extends { dispose(): Promise<void> }>(opening: Promise<C>) => {
    const connection = await opening;
    connections.push(connection);
    return connection;
  };
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: () => remember(inner.connect()),
    connectToShadowDb: () => remember(inner.connectToShadowDb()),
  };
  return { connections, factory };
}

let bindings: Promise<typeof import("@prisma/schema-engine-wasm/schema_engine_bg")> | undefined;

/** Compiles the engine once per process (about 0.3 s). */
function loadBindings() {
  bindings ??= (async () => {
    const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const require = createRequire(join(process.cwd(), "package.json"));
    const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
    const module = await WebAssembly.compile(await readFile(join(folder, "schema_engine_bg.wasm")));
    const { exports } = await WebAssembly.instantiate(module, {
      "./schema_engine_bg.js": { ...glue },
    });
    glue.__wbg_set_wasm(exports);
    if (typeof exports.__wbindgen_start === "function") exports.__wbindgen_start();
    return glue;
  })();
  return bindings;
}
