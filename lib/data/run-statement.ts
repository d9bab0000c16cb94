/** Runs one statement on DuckDB, for a limited time and while somebody wants it. */
import "server-only";
import { type DuckDBValue, listValue } from "@duckdb/node-api";
import { withConnection } from "./instance";
import { QueueError, type QueueErrorReason } from "./queue-error";
import { plainValue, type RowValue } from "./row-value";
import type { Bindable, Sql } from "./sql";

export type Rows = Record<string, RowValue>[];

/** An interrupt that comes before the statement has begun is lost: it is said again, in milliseconds. */
const AGAIN = 50;

/**
 * The rows of a statement whose tables are loaded. Rejects with a QueueError: `too-slow` after
 * `longest` milliseconds, `cancelled` when `signal` says so.
 */
export async function runStatement(
  { statement, values }: Sql,
  signal: AbortSignal,
  longest: number,
): Promise<Rows> {
  return withConnection(async (connection) => {
    if (signal.aborted) throw new QueueError("cancelled");
    let stopped: QueueErrorReason | undefined;
    let again: ReturnType<typeof setInterval> | undefined;
    const stop = (reason: QueueErrorReason) => {
      stopped ??= reason;
      connection.interrupt();
      again ??= setInterval(() => connection.interrupt(), AGAIN);
    };
    const cancel = () => stop("cancelled");
    const late = setTimeout(() => stop("too-slow"), longest);
    signal.addEventListener("abort", cancel);
    try {
      const reader = await connection.runAndReadAll(statement, values.map(bound));
      return reader.convertRowObjects(plainValue);
    } catch (error) {
      // DuckDB's own words for it, "Interrupted!", say neither why nor what to do.
      throw stopped ? new QueueError(stopped) : error;
    } finally {
      signal.removeEventListener("abort", cancel);
      clearTimeout(late);
      clearInterval(again);
    }
  });
}

function bound(value: Bindable): DuckDBValue {
  return value !== null && typeof value === "object" ? listValue([...value]) : value;
}
