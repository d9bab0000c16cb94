/** The database is made and brought up to date, by several processes at once too. */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { migrate } from "../../../lib/db/migrate";
import { migrationNames } from "../../../lib/db/migration-folders";
import { SqliteAdapter } from "../../../lib/db/sqlite-adapter";
import { missingSql } from "../../../prisma/migration";
import { temporaryDatabase } from "../../support/database";

const { folder, file } = temporaryDatabase();
const root = process.cwd();
const run = promisify(execFile);

async function query(path: string, sql: string): Promise<unknown[][]> {
  const connection = await new SqliteAdapter(path).connect();
  try {
    return (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
  } finally {
    await connection.dispose();
  }
}

/** Migrates in a process of its own, and gives the names it applied or the words it failed with. */
async function migrateApart(path: string, cwd = root): Promise<string[]> {
  const code = `import { migrate } from ${JSON.stringify(join(root, "lib/db/migrate.ts"))};
    try { console.log(JSON.stringify(await migrate())); }
    catch (error) { console.log(JSON.stringify([error.message])); }`;
  const script = join(folder, "migrate-apart.mts");
  writeFileSync(script, code);
  const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
  const env = { ...process.env, DATABASE_URL: `file:${path}` };
  const { stdout } = await run(process.execPath, [tsx, script], { cwd, env });
  return JSON.parse(stdout);
}

/** A copy of the project's migrations with one more, which runs `sql`. */
function projectWith(name: string, sql: string): string {
  const project = join(folder, name);
  cpSync(join(root, "prisma"), join(project, "prisma"), { recursive: true });
  cpSync(join(root, "package.json"), join(project, "package.json"));
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  const added = join(project, "prisma/migrations", `29990101000000_${name}`);
  mkdirSync(added);
  writeFileSync(join(added, "migration.sql"), sql);
  return project;
}

describe("a new database", () => {
  it("has every migration, in WAL mode, and leaves nothing lying about", async () => {
    const names = await query(file, "SELECT migration_name FROM _prisma_migrations");
    expect(names.flat()).toEqual(migrationNames());
    expect(await query(file, "PRAGMA journal_mode")).toEqual([["wal"]]);
    expect(readdirSync(folder).filter((name) => name.includes(".new"))).toEqual([]);
  });

  it("is nobody else’s to read", async () => {
    const path = join(folder, "deep/er/foyer.db");
    expect(await migrateApart(path)).toEqual(migrationNames());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "deep/er")).mode & 0o777).toBe(0o700);
  });

  it("takes the place of an empty file, and of a half-made one left behind", async () => {
    const path = join(folder, "left/foyer.db");
    mkdirSync(join(folder, "left"));
    writeFileSync(path, "");
    writeFileSync(`${path}.new`, "half");
    writeFileSync(`${path}.new-wal`, "half");
    expect(await migrateApart(path)).toEqual(migrationNames());
  });

  it("may lie in a folder with spaces and signs in its name", async () => {
    const path = join(folder, "Émile’s data, 100%", "foyer.db");
    expect(await migrateApart(path)).toEqual(migrationNames());
    expect(existsSync(path)).toBe(true);
  });

  it("is made once when two processes start at once", async () => {
    const path = join(folder, "both/foyer.db");
    const applied = await Promise.all([migrateApart(path), migrateApart(path)]);
    expect(applied.map((names) => names.length).sort()).toEqual([0, migrationNames().length]);
  });

  it("says in words that its folder can’t be made", async () => {
    const [words] = await migrateApart(join(file, "inside-a-file/foyer.db"));
    expect(words).toMatch(/^The folder of DATABASE_URL can’t be made: /);
  });
});

describe("a database that is there", () => {
  it("is left alone when it is up to date", async () => {
    const before = statSync(file).mtimeMs;
    expect(await migrate()).toEqual([]);
    expect(statSync(file).mtimeMs).toBe(before);
  });

  it("gets what it lacks, with its rows kept", async () => {
    const path = join(folder, "older.db");
    await migrateApart(path);
    await query(path, `INSERT INTO "Group" (id, name, nameKey) VALUES ('1', 'old', 'old')`);
    const project = projectWith("more", `ALTER TABLE "Group" ADD COLUMN "more" TEXT;`);
    expect(await migrateApart(path, project)).toEqual(["29990101000000_more"]);
    expect(await query(path, `SELECT "name", "more" FROM "Group"`)).toEqual([["old", null]]);
    expect(readdirSync(folder).filter((name) => name.startsWith("older.db.before"))).toEqual([]);
  });

  it("is kept as a copy, and the migration named, when one fails", async () => {
    const path = join(folder, "failing.db");
    await migrateApart(path);
    const project = projectWith("broken", "ALTER TABLE nothing ADD COLUMN x TEXT;");
    const [words] = await migrateApart(path, project);
    expect(words).toContain("The migration 29990101000000_broken failed: ");
    // What the database said, and not where in the engine's source.
    expect(words).toMatch(/near "nothing": syntax error\nThe database as it was/);
    const copy = `${path}.before-29990101000000_broken`;
    expect(words).toContain(copy);
    expect((await query(copy, "SELECT migration_name FROM _prisma_migrations")).flat()).toEqual(
      migrationNames(),
    );
    // And again, until somebody mends it; the copy survives.
    const [again] = await migrateApart(path, project);
    expect(again).toContain("29990101000000_broken was begun");
    expect(again).toContain('(SQLITE_ERROR: near "nothing": syntax error)');
    expect(existsSync(copy)).toBe(true);
  });
});

describe("the migrations", () => {
  it("make exactly the schema", async () => {
    expect(await missingSql()).toBeNull();
  });
});
