/** Missing and broken data files: generic words, others go on, and the next query tries again. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { query } from "@/lib/data/query";
import { sql } from "@/lib/data/sql";
import { defineTable, type Table } from "@/lib/data/table";
import { AppError } from "@/lib/errors/app-error";
import { visitor } from "../../support/principal";

const home = process.cwd();
const project = mkdtempSync(join(tmpdir(), "foyer-data-"));
const data = join(project, "node_modules/vega-datasets/data");
const count = z.object({ n: z.number() });
const counted = (table: Table) => query(visitor, count, sql`SELECT count(*) AS n FROM ${table}`);

// A project of its own, whose data package can be broken.
beforeAll(() => {
  mkdirSync(join(project, "node_modules/vega-datasets/build"), { recursive: true });
  mkdirSync(data);
  const about = { name: "vega-datasets", main: "build/index.js" };
  writeFileSync(join(project, "node_modules/vega-datasets/package.json"), JSON.stringify(about));
  writeFileSync(join(project, "node_modules/vega-datasets/build/index.js"), "");
  writeFileSync(join(project, "package.json"), "{}");
  writeFileSync(join(data, "good.csv"), "a\n1\n2\n");
  writeFileSync(join(data, "torn.parquet"), "PAR1 and no more");
  process.chdir(project);
});

afterAll(() => {
  process.chdir(home);
  rmSync(project, { recursive: true });
});

async function errorOf(table: Table): Promise<AppError> {
  const error = await counted(table).catch((error: unknown) => error);
  if (!(error instanceof AppError)) throw new TypeError("no AppError");
  return error;
}

test.each([
  ["missing", "gone.csv"],
  ["torn", "torn.parquet"],
])("a %s file is said to be unavailable, without its path or any SQL", async (name, file) => {
  const error = await errorOf(defineTable(name, file, "*"));
  expect(error.code).toBe("unavailable");
  expect(error.message).not.toMatch(/\/|\.csv|\.parquet|SELECT|TABLE/i);
  expect(String(error.cause)).toContain(file);
});

test("other tables go on", async () => {
  await errorOf(defineTable("missing", "gone.csv", "*"));
  expect(await counted(defineTable("good", "good.csv", "*"))).toEqual([{ n: 2 }]);
});

test("a file that comes back is read", async () => {
  const late = defineTable("late", "late.csv", "*");
  await errorOf(late);
  cpSync(join(data, "good.csv"), join(data, "late.csv"));
  expect(await counted(late)).toEqual([{ n: 2 }]);
});

test("callers at the same time share one load", async () => {
  writeFileSync(join(data, "once.csv"), "a\n1\n");
  const once = defineTable("once", "once.csv", "random() AS draw");
  const draw = (n: number) =>
    query(
      visitor,
      z.object({ draw: z.number(), n: z.number() }),
      sql`SELECT draw, ${n} AS n FROM ${once}`,
    );
  const draws = await Promise.all([1, 2, 3, 4].map(draw));
  expect(new Set(draws.map((rows) => rows[0]?.draw)).size).toBe(1);
});
