/** Results of recent queries, within a bound in bytes. Tables never change once loaded, so none goes stale. */
import "server-only";
import { LRUCache } from "lru-cache";
import { processState } from "../process/process-state";
import type { RowValue } from "./row-value";

type Rows = Record<string, RowValue>[];
export type ResultCache = LRUCache<string, Rows>;

/** What all results may take together, and one of them, in bytes. */
const MOST_BYTES = 64 * 2 ** 20;
const MOST_BYTES_EACH = MOST_BYTES / 8;

/** The cache of this process. What is in it is shared: its rows must not be changed. */
export function resultCache(): ResultCache {
  return processState("data results", () => createResultCache(MOST_BYTES, MOST_BYTES_EACH));
}

/**
 * A cache from which the result longest unused goes first. Results above `mostEach` bytes are not kept.
 *
 * @param most - bytes that all results may take together
 */
export function createResultCache(most: number, mostEach: number): ResultCache {
  return new LRUCache({
    maxSize: most,
    maxEntrySize: mostEach,
    sizeCalculation: (rows, key) => bytesOf(rows) + textBytes(key),
  });
}

/** About how many bytes of memory rows take: rather more than fewer. */
export function bytesOf(rows: Rows): number {
  let bytes = 64;
  for (const row of rows) {
    bytes += 64;
    for (const name in row) bytes += 8 + valueBytes(row[name] ?? null);
  }
  return bytes;
}

function valueBytes(value: RowValue): number {
  if (typeof value === "string") return textBytes(value);
  return typeof value === "number" ? 16 : 0;
}

function textBytes(text: string): number {
  return 24 + 2 * text.length;
}
