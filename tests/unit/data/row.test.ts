/** Rows defined once: what is selected, checked and served follows from one list of columns. */
import { expect, test } from "vitest";
import { z } from "zod";
import type { Principal } from "@/lib/access/policy";
import { toCsv } from "@/lib/data/csv";
import { query } from "@/lib/data/query";
import { computed, defineRow, type RowOf } from "@/lib/data/row";
import { sql } from "@/lib/data/sql";
import { defineTable } from "@/lib/data/table";

const viewer = { signedIn: false } as Principal;
const days = defineTable("row_days", "seattle-weather.csv", "*");
const measures = { hot: computed(z.number(), sql`count(*) FILTER (temp_max > ${30})`) };
const month = defineRow({
  month: computed(z.number(), sql`month(date)`),
  'the "wettest"': computed(z.number().nullable(), sql`max(precipitation)`),
  ...measures,
});

const rows = () =>
  query(
    viewer,
    month.schema,
    sql`SELECT ${month.select} FROM ${days} WHERE year(date) = ${2014} GROUP BY ALL ORDER BY "month"`,
  );

test("every column is selected, checked, and served in order", async () => {
  const [january] = await rows();
  expect(Object.keys(month.schema.shape)).toEqual(["month", 'the "wettest"', "hot"]);
  expect(Object.keys(january ?? {})).toEqual(["month", 'the "wettest"', "hot"]);
  expect(january).toMatchObject({ month: 1, hot: 0 });
  expect(toCsv(await rows(), Object.keys(month.schema.shape))).toMatch(
    /^month,"the ""wettest""",hot\r\n1,/,
  );
});

test("a column more is one entry more", async () => {
  const wider = defineRow({ ...month.columns, wind: computed(z.number(), sql`max(wind)`) });
  const statement = sql`SELECT ${wider.select} FROM ${days} GROUP BY ALL`;
  const [first] = await query(viewer, wider.schema, statement);
  expect(first).toMatchObject({ wind: expect.any(Number) });
});

test("the names alone select what was worked out before", async () => {
  const statement = sql`WITH worked_out AS (SELECT ${month.select} FROM ${days} GROUP BY ALL)
    SELECT ${month.names} FROM worked_out ORDER BY "month"`;
  expect(await query(viewer, month.schema, statement)).toHaveLength(12);
});

test("a table's own column needs its type only, and the type is checked", async () => {
  const right = defineRow({ wind: z.number() });
  const wrong = defineRow({ wind: z.string() });
  const first = ({ select }: { select: typeof right.select }) =>
    sql`SELECT ${select} FROM ${days} ORDER BY date LIMIT 1`;
  expect(await query(viewer, right.schema, first(right))).toEqual([{ wind: 4.7 }]);
  await expect(query(viewer, wrong.schema, first(wrong))).rejects.toThrow(/expected string/);
});

test("values in the SQL of a column are bound", () => {
  expect(measures.hot.from.values).toEqual([30]);
  expect(sql`SELECT ${month.select}`.statement).toBe(
    'SELECT month(date) AS "month", max(precipitation) AS "the ""wettest""", count(*) FILTER (temp_max > $1) AS "hot"',
  );
});

test("types follow from the columns", () => {
  const row: RowOf<typeof month> = { month: 1, 'the "wettest"': null, hot: 2 };
  expect(month.schema.parse(row)).toEqual(row);
});

test("a row without columns is refused", () => {
  expect(() => defineRow({})).toThrow(TypeError);
});
