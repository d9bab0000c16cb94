/** The cache of results keeps to a bound in bytes, whatever the results are like. */
import { describe, expect, test } from "vitest";
import { bytesOf, createResultCache, resultCache } from "@/lib/data/result-cache";

const MB = 2 ** 20;
const rows = (count: number, text = "") =>
  Array.from({ length: count }, (_, n) => ({ n: n / 7, name: `${text}${n}`, none: null }));

describe("the bound", () => {
  test.each([
    ["many small results", 60_000, 1],
    ["fewer large ones", 300, 2_000],
    ["some with long texts", 300, 20],
  ])("holds for %s", (what, results, count) => {
    const cache = createResultCache(8 * MB, 2 * MB);
    for (let i = 0; i < results; i++) {
      cache.set(`${what} ${i}`, rows(count, what.includes("texts") ? "long ".repeat(1000) : ""));
      if (cache.calculatedSize > 8 * MB) throw new Error(`${cache.calculatedSize} bytes`);
    }
    expect(cache.calculatedSize).toBeGreaterThan(4 * MB);
    expect(cache.size).toBeLessThan(results);
  });

  test("counts the questions too", () => {
    const cache = createResultCache(MB, MB);
    for (let i = 0; i < 100; i++) cache.set("x".repeat(50_000) + i, []);
    expect(cache.size).toBeLessThan(12);
  });

  test("of this process is some tens of megabytes", () => {
    expect(resultCache().maxSize).toBe(64 * MB);
  });
});

test("one result can't push all others out", () => {
  const cache = createResultCache(8 * MB, MB);
  cache.set("small", rows(10));
  cache.set("large", rows(100_000));
  expect([cache.has("small"), cache.has("large")]).toEqual([true, false]);
});

test("what was asked for last stays", () => {
  const cache = createResultCache(bytesOf(rows(100)) * 3 + 500, MB);
  for (const key of ["a", "b", "c"]) cache.set(key, rows(100));
  cache.get("a");
  cache.set("d", rows(100));
  expect(["a", "b", "c", "d"].filter((key) => cache.has(key))).toEqual(["a", "c", "d"]);
});
