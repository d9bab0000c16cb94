/** Queries against the real data files. */
import { expect, test } from "vitest";
import { z } from "zod";
import { query } from "@/lib/data/query";
import { sql } from "@/lib/data/sql";
import { defineTable } from "@/lib/data/table";
import { visitor } from "../../support/principal";

const weather = defineTable("weather_test", "seattle-weather.csv", "*");
const count = z.object({ n: z.number() });

test("counts come as numbers, days as ISO text", async () => {
  const row = z.object({ n: z.number(), first: z.string(), at: z.string(), none: z.null() });
  const rows = await query(
    visitor,
    row,
    sql`SELECT count(*) AS n, min(date) AS first, TIMESTAMP '2001-02-03 04:05:06' AS at, NULL AS none
        FROM ${weather}`,
  );
  expect(rows).toEqual([
    { n: 1461, first: "2012-01-01", at: "2001-02-03T04:05:06.000Z", none: null },
  ]);
});

test("a bound text is compared, never run", async () => {
  const rows = await query(
    visitor,
    count,
    sql`SELECT count(*) AS n FROM ${weather} WHERE weather = ${"sun' OR '1' = '1"}`,
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test("lists of texts can be bound", async () => {
  const rows = await query(
    visitor,
    count,
    sql`SELECT count(*) AS n FROM ${weather} WHERE list_contains(${["snow", "fog"]}, weather)`,
  );
  expect(rows).toEqual([{ n: 127 }]);
});

test("rows that are not of the schema are an error, not data", async () => {
  const wrong = z.object({ n: z.string() });
  await expect(query(visitor, wrong, sql`SELECT count(*) AS n FROM ${weather}`)).rejects.toThrow(
    z.ZodError,
  );
});

test("a whole number that can't be exact is refused", async () => {
  await expect(query(visitor, count, sql`SELECT 9007199254740993 AS n`)).rejects.toMatchObject({
    code: "unavailable",
  });
});

test("results handed out don't share what callers may change", async () => {
  const ask = () =>
    query(visitor, count, sql`SELECT count(*) AS n FROM ${weather} WHERE year(date) = 2013`);
  const [first] = await ask();
  if (first) first.n = -1;
  expect(await ask()).toEqual([{ n: 365 }]);
});
