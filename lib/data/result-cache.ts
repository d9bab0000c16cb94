/** Results of recent queries. Tables never change once loaded, so a result can't go stale. */
import "server-only";
import type { RowValue } from "./row-value";

type Rows = Record<string, RowValue>[];

/** Most results kept, and the most rows that a result may have to be kept. */
const MOST_RESULTS = 200;
const MOST_ROWS = 10_000;

const shared = globalThis as { foyerResults?: Map<string, Promise<Rows>> };

/**
 * The rows under `key`, by `run` when they are not known. Callers at the same time share one run;
 * what fails, or is large, is not kept; the result longest unused goes first.
 */
export async function remembered(key: string, run: () => Promise<Rows>): Promise<Rows> {
  shared.foyerResults ??= new Map();
  const results = shared.foyerResults;
  const known = results.get(key);
  if (known) {
    results.delete(key);
    results.set(key, known);
    return known;
  }
  const running = run();
  results.set(key, running);
  if (results.size > MOST_RESULTS) {
    const oldest = results.keys().next().value;
    if (oldest !== undefined) results.delete(oldest);
  }
  try {
    const rows = await running;
    if (rows.length > MOST_ROWS) results.delete(key);
    return rows;
  } catch (error) {
    results.delete(key);
    throw error;
  }
}
