/** `npm run migration -- NAME`: writes the migration from what prisma/migrations makes to the schema. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrationsFolder } from "../lib/db/migration-folders";
import { migrationList, NO_FILTERS, schemaFiles, withSchemaEngine } from "../lib/db/schema-engine";

/** The SQL that is missing between the migrations and the schema, or null when nothing is. */
export async function missingSql(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-migration-"));
  try {
    return await withSchemaEngine(join(folder, "scratch.db"), async (engine) => {
      const migrationsList = await migrationList();
      await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
      const files = await schemaFiles();
      const { exitCode, stdout } = await engine.diff({
        from: { tag: "schemaDatasource", files, configDir: join(process.cwd(), "prisma") },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: true,
        filters: NO_FILTERS,
      });
      return exitCode === 0 ? null : stdout;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the missing migration and gives the exit status. */
export async function writeMigration(args: readonly string[]): Promise<number> {
  const [name = "", ...rest] = args;
  if (!/^[a-z][a-z0-9_]*$/.test(name) || rest.length > 0) {
    console.error("Say what changes, in snake_case: npm run migration -- add_group_owner");
    return 2;
  }
  const sql = await missingSql();
  if (sql === null) {
    console.log("The migrations make exactly what prisma/schema.prisma says. Nothing to write.");
    return 0;
  }
  // Prisma's own form: folders sort by the time they were made, to the second, UTC.
  const folder = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
  await mkdir(join(migrationsFolder(), folder));
  await writeFile(join(migrationsFolder(), folder, "migration.sql"), sql);
  console.log(`Wrote prisma/migrations/${folder}/migration.sql. Read it before you commit it.`);
  return 0;
}
