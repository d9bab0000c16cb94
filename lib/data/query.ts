/** The query engine behind dashboards: who asks and a statement in, checked rows out. */
import "server-only";
import { z } from "zod";
import type { Principal } from "../access/policy";
import { AppError } from "../errors/app-error";
import { requestContext } from "../http/request-context";
import { processState } from "../process/process-state";
import { queryError } from "./query-error";
import { QueryQueue } from "./query-queue";
import { reasonOf } from "./queue-error";
import { resultCache } from "./result-cache";
import { type Rows, runStatement } from "./run-statement";
import { shareKeyOf } from "./share-key";
import type { Sql } from "./sql";
import { ensureLoaded } from "./table";

/** Longest a statement may run, in milliseconds; the slowest one takes a fiftieth of it. */
const LONGEST = 10_000;

/**
 * Each query holds one of libuv's four threads, which files and compression also need. Whoever asks
 * for a lot has two at most, so that there is one left for somebody else. A page asks for about six.
 */
const limits = {
  running: { all: 3, each: 2 },
  pending: { all: 1000, each: 40 },
  maxWait: 20_000,
};

/** What people read when a data file is missing or broken. The log has the reason. */
const AWAY = "This data can’t be read right now. Try again shortly.";

const queue = processState("data queries", () => new QueryQueue<Rows>(limits));

/**
 * Runs a statement for somebody and gives its rows, each checked by `row`. DuckDB dates come as ISO
 * text, whole numbers of any size as numbers. Throws `unavailable` when the data can't be read,
 * `too-many-queries` when they have too many under way, `too-slow` when it takes more than ten
 * seconds, and `cancelled` when the client of the request under way has gone.
 */
export async function query<S extends z.ZodType>(
  viewer: Principal,
  row: S,
  statement: Sql,
): Promise<z.output<S>[]> {
  return z.array(row).parse(await rowsOf(viewer, statement));
}

async function rowsOf(viewer: Principal, statement: Sql): Promise<Rows> {
  const key = keyOf(statement);
  const known = resultCache().get(key);
  if (known) return known;
  const run = async (cancelled: AbortSignal) => {
    const rows = await runStatement(statement, cancelled, LONGEST);
    resultCache().set(key, rows);
    return rows;
  };
  try {
    // Before its turn: nobody's turn is spent on waiting for a file.
    await Promise.all(statement.tables.map(ensureLoaded));
    const { signal } = requestContext();
    return await queue.ask(shareKeyOf(viewer), key, run, signal);
  } catch (cause) {
    const reason = reasonOf(cause);
    throw reason ? queryError(reason) : new AppError("unavailable", { title: AWAY, cause });
  }
}

/** Equal for the same question about the same tables, and for no other. */
function keyOf({ statement, values, tables }: Sql): string {
  // JSON has no word for some numbers: it would write NaN as null.
  const exact = values.map((value) =>
    typeof value === "number" ? { number: String(value) } : value,
  );
  return JSON.stringify([tables.map(({ identity }) => identity), statement, exact]);
}
