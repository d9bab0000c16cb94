/** The query engine behind dashboards: statement in, checked rows out. */
import "server-only";
import { type DuckDBValue, listValue } from "@duckdb/node-api";
import { z } from "zod";
import { AppError } from "../errors";
import { withConnection } from "./instance";
import { remembered } from "./result-cache";
import { plainValue, type RowValue } from "./row-value";
import type { Bindable, Sql } from "./sql";
import { ensureLoaded } from "./table";

/** Longest a statement may run, in milliseconds; the slowest one takes a fiftieth of it. */
const LONGEST = 10_000;

/** What people read when a data file is missing or broken. The log has the reason. */
const AWAY = "This data can’t be read right now. Try again shortly.";

/**
 * Runs a statement and gives its rows, each checked by `row`. DuckDB dates come as ISO text,
 * whole numbers of any size as numbers. Throws `unavailable` when the data can't be read.
 */
export async function query<S extends z.ZodType>(row: S, statement: Sql): Promise<z.output<S>[]> {
  const key = JSON.stringify([statement.statement, statement.values]);
  let rows: Record<string, RowValue>[];
  try {
    rows = await remembered(key, () => run(statement));
  } catch (cause) {
    throw new AppError("unavailable", { title: AWAY, cause });
  }
  return z.array(row).parse(rows);
}

async function run(statement: Sql): Promise<Record<string, RowValue>[]> {
  await Promise.all(statement.tables.map(ensureLoaded));
  return withConnection(async (connection) => {
    const timer = setTimeout(() => connection.interrupt(), LONGEST);
    try {
      const reader = await connection.runAndReadAll(
        statement.statement,
        statement.values.map(bound),
      );
      return reader.convertRowObjects(plainValue);
    } finally {
      clearTimeout(timer);
    }
  });
}

function bound(value: Bindable): DuckDBValue {
  return value !== null && typeof value === "object" ? listValue([...value]) : value;
}
