/** Statements keep text and values apart. */
import { expect, test } from "vitest";
import { sql } from "@/lib/data/sql";
import { defineTable } from "@/lib/data/table";

const table = defineTable("days", "days.csv", "*");

test("values become numbered placeholders", () => {
  const statement = sql`SELECT ${1} + ${"two"} WHERE x = ${null}`;
  expect(statement.statement).toBe("SELECT $1 + $2 WHERE x = $3");
  expect(statement.values).toEqual([1, "two", null]);
});

test("parts are numbered anew where they are inserted, and bring their values and tables", () => {
  const part = sql`year = ${2012} AND month = ${1}`;
  const whole = sql`SELECT ${"a"} FROM ${table} WHERE ${part} LIMIT ${5}`;
  expect(whole.statement).toBe(
    `SELECT $1 FROM "t_${table.identity}"."days" WHERE year = $2 AND month = $3 LIMIT $4`,
  );
  expect(whole.values).toEqual(["a", 2012, 1, 5]);
  expect(whole.tables).toEqual([table]);
});

test("parts next to each other stay apart", () => {
  const both = sql`${sql`a = ${1}`}${sql` OR b = ${2}`}`;
  expect(both.statement).toBe("a = $1 OR b = $2");
  expect(both.values).toEqual([1, 2]);
});

test("a text that looks like SQL is bound like any other", () => {
  const statement = sql`SELECT ${"'; DROP TABLE days; --"}`;
  expect(statement.statement).toBe("SELECT $1");
});

test.each(["", "a b", 'a"b', "Days", "1st"])("refuses %j as a table's name", (name) => {
  expect(() => defineTable(name, "days.csv", "*")).toThrow(TypeError);
});
