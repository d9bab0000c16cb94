/** What a table is: its whole declaration. Nothing that differs shares rows, results or a name. */
import { expect, test } from "vitest";
import { z } from "zod";
import { query } from "@/lib/data/query";
import { type Bindable, sql } from "@/lib/data/sql";
import { defineTable, sqlName, type Table } from "@/lib/data/table";
import { conflictOver, refuseConflicts } from "@/lib/data/table-names";
import { person, visitor } from "../../support/principal";

const count = z.object({ n: z.number() });
const counted = async (table: Table) =>
  (await query(visitor, count, sql`SELECT count(*) AS n FROM ${table}`))[0]?.n;

/** The rows of these files. */
const rows = { "seattle-weather.csv": 1461, "co2-concentration.csv": 741, "stocks.csv": 560 };

test("two files under one name are two tables, whoever is first", async () => {
  const declared = Object.keys(rows).map((file) => defineTable("same_name", file, "*"));
  expect(await Promise.all(declared.map(counted))).toEqual(Object.values(rows));
  expect(await Promise.all(declared.map(counted))).toEqual(Object.values(rows));
});

test("two choices of columns under one name and file are two tables", async () => {
  const value = z.object({ value: z.number() });
  const highest = (columns: string) =>
    query(
      visitor,
      value,
      sql`SELECT max(value) AS value FROM ${defineTable("columns", "seattle-weather.csv", columns)}`,
    );
  const [low, high] = [await highest("temp_min AS value"), await highest("temp_max AS value")];
  expect([low, high]).toEqual([[{ value: 18.3 }], [{ value: 35.6 }]]);
});

test("results are kept by table, and the same for all who may ask", async () => {
  const first = defineTable("kept", "stocks.csv", "*");
  const second = defineTable("kept", "seattle-weather.csv", "*");
  const ask = (table: Table, who: string) =>
    query(person(who), count, sql`SELECT count(*) AS n FROM ${table}`);
  for (const who of ["ada", "ben", "ada"]) {
    expect(await ask(first, who)).toEqual([{ n: rows["stocks.csv"] }]);
    expect(await ask(second, who)).toEqual([{ n: rows["seattle-weather.csv"] }]);
  }
});

test("one statement may join two tables of one name", async () => {
  const [a, b] = [
    defineTable("twin", "stocks.csv", "*"),
    defineTable("twin", "seattle-weather.csv", "*"),
  ];
  const statement = sql`SELECT (SELECT count(*) FROM ${a}) + (SELECT count(*) FROM ${b}) AS n`;
  expect(await query(visitor, count, statement)).toEqual([{ n: 2021 }]);
});

type Declared = [name: string, file: string, columns: string];
const different: [Declared, Declared][] = [
  [
    ["a", "b.csv", "c"],
    ["a", "b.csv", "c "],
  ],
  [
    ["a", "b.csv", "c"],
    ["a", "b.cs", "vc"],
  ],
  [
    ["a", 'b.csv","c', "d"],
    ["a", "b.csv", 'c","d'],
  ],
  [
    ["a", "b.csv", "c"],
    ["a_b", "b.csv", "c"],
  ],
];
test.each(different)("%j and %j are not the same", (one, other) => {
  expect(sqlName(defineTable(...one))).not.toBe(sqlName(defineTable(...other)));
});

test("the same declaration is the same table, in whichever bundle", () => {
  const [a, b] = [1, 2].map(() => defineTable("again", "a.csv", "*"));
  expect(a?.identity).toBe(b?.identity);
  expect(conflictOver("again")).toBeNull();
});

test("a table goes by its plain name in its statement, and by no other way", async () => {
  const days = defineTable("plain_name", "seattle-weather.csv", "*");
  const named = sql`SELECT count(plain_name.date) AS n FROM ${days}`;
  expect(await query(visitor, count, named)).toEqual([{ n: 1461 }]);
  const unnamed = sql`SELECT count(*) AS n FROM plain_name`;
  await expect(query(visitor, count, unnamed)).rejects.toMatchObject({ code: "unavailable" });
});

const questions: [Bindable, Bindable][] = [
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [1, "1"],
  [["1"], "1"],
  [["a", "b"], ["a,b"]],
];
test.each(questions)("%o and %o are not the same question", async (...values) => {
  const seen = z.object({ text: z.string().nullable() });
  const ask = (value: Bindable) =>
    query(visitor, seen, sql`SELECT ${value}::VARCHAR || typeof(${value}) AS text`);
  const [one, other] = [await ask(values[0]), await ask(values[1])];
  expect(one).not.toEqual(other);
});

test("a name with two meanings is refused in words that say what to change", () => {
  defineTable("twice", "one.csv", "*");
  expect(conflictOver("twice")).toBeNull();
  defineTable("twice", "other.csv", "*");
  expect(() => refuseConflicts()).toThrow(/Two different tables are called "\w+"/);
  expect(conflictOver("twice")?.message).toBe(
    'Two different tables are called "twice", one over one.csv, one over other.csv. ' +
      "Give one of them another name: the first argument of defineTable() in its dashboard's data.ts.",
  );
  defineTable("widths", "a.csv", "b");
  defineTable("widths", "a.csv", "c");
  expect(conflictOver("widths")?.message).toContain("over a.csv with different columns");
});
