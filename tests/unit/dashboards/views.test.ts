/** Views of each dashboard: how many statements they make, all parts of the page asking at once. */
import { isValidElement } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { dashboards } from "@/app/(dashboards)/dashboards/registry";
import type { Principal } from "@/lib/access/policy";
import { viewRows } from "@/lib/dashboards/view-rows";
import type { Sql } from "@/lib/data/sql";

const asked = vi.hoisted((): string[] => []);
vi.mock("@/lib/data/query", async (original) => {
  const { query } = await original<typeof import("@/lib/data/query")>();
  return {
    query: (...given: Parameters<typeof query>) => {
      asked.push(textOf(given[2]));
      return query(...given);
    },
  };
});
vi.mock("@/lib/session/principal", () => {
  const viewer = { signedIn: true, userId: "1", username: "ada", groups: ["analysts", "finance"] };
  return { getPrincipal: async () => viewer, getPrincipalOrVisitor: async () => viewer };
});
beforeEach(() => {
  asked.length = 0;
});

const textOf = ({ statement, values }: Sql) => JSON.stringify([statement, values]);
type Load = () => Promise<unknown>;

/** What the parts of a page load, wherever they stand. */
function loadsIn(node: unknown): Load[] {
  if (Array.isArray(node)) return node.flatMap(loadsIn);
  if (!isValidElement<Record<string, unknown>>(node)) return [];
  const { load, ...others } = node.props;
  return [
    ...(typeof load === "function" ? [load as Load] : []),
    ...Object.values(others).flatMap(loadsIn),
  ];
}

/** How many different questions a view has to ask. */
const statements: Record<string, number> = { climate: 4, weather: 3, flights: 5, markets: 2 };

test.each(dashboards.map(({ slug }) => slug))("a view of %s reads its rows once", async (slug) => {
  const path = `/app/(dashboards)/dashboards/${slug}/page.tsx`;
  const { default: page } = await import(/* @vite-ignore */ path);
  const loads = loadsIn(
    await page({ params: Promise.resolve({}), searchParams: Promise.resolve({}) }),
  );
  expect(loads.length).toBeGreaterThan(3);
  await Promise.all(loads.map((load) => load()));
  expect(asked).toEqual([...new Set(asked)]);
  expect(asked).toHaveLength(statements[slug] ?? asked.length);
});

const viewer = { signedIn: false } as Principal;

test("another view reads anew, with filters of its own", async () => {
  const read = vi.fn(async (_: Principal, { year }: { year: number }) => [year]);
  const [first, second] = [2014, 2015].map((year) => viewRows(viewer, { year }));
  expect(await first?.(read)).toBe(await first?.(read));
  expect(await second?.(read)).toEqual([2015]);
  expect(read.mock.calls).toEqual([
    [viewer, { year: 2014 }],
    [viewer, { year: 2015 }],
  ]);
});

test("a read that fails has failed for all parts of a view, and is asked once", async () => {
  const read = vi.fn(() => Promise.reject(new Error("away")));
  const rows = viewRows(viewer, {});
  await expect(Promise.all([rows(read), rows(read)])).rejects.toThrow("away");
  await expect(rows(read)).rejects.toThrow("away");
  expect(read).toHaveBeenCalledOnce();
});
