/** Markets: rows that are known, and figures drawn from them. */
import { expect, test } from "vitest";
import { indexByDay, stocksByMonth } from "@/app/(dashboards)/dashboards/markets/data";
import {
  drawdownFigure,
  indexFigure,
  keyFigures,
  stocksFigure,
} from "@/app/(dashboards)/dashboards/markets/figures";
import { filters, stocks } from "@/app/(dashboards)/dashboards/markets/filters";
import { rangePresets } from "@/app/(dashboards)/dashboards/markets/presets";
import type { Principal } from "@/lib/access/policy";

const viewer = { signedIn: false } as unknown as Principal;
const all = filters.parse({});

test("averages need their days, and look back beyond the range", async () => {
  const days = await indexByDay(viewer, all);
  expect(days).toHaveLength(5105);
  expect(days.findIndex((row) => row.mean50 !== null)).toBe(49);
  expect(days.findIndex((row) => row.mean200 !== null)).toBe(199);
  const [first] = await indexByDay(viewer, { ...all, from: "2010-01-01" });
  expect(first?.mean200).not.toBeNull();
});

test("an average is that of the closes before it", async () => {
  const days = await indexByDay(viewer, all);
  const mean = days.slice(51, 101).reduce((sum, row) => sum + row.close, 0) / 50;
  expect(days[100]?.mean50).toBeCloseTo(mean, 1);
});

test("the deepest drawdown is that of March 2009", async () => {
  const tiles = keyFigures(await indexByDay(viewer, all));
  expect(tiles[2]).toMatchObject({ value: "−56.8%", detail: "9 March 2009" });
});

test("stocks begin at 100 in their first month of the range", async () => {
  const rows = await stocksByMonth(viewer, { ...all, from: "2003-05-10" });
  const begins = stocks.map((stock) => rows.find((row) => row.stock === stock));
  expect(begins.map((row) => row?.rebased)).toEqual([100, 100, 100, 100, 100]);
  expect(begins[0]?.month).toBe("2003-06-01");
  expect(begins[2]?.month).toBe("2004-08-01");
});

test("a stock keeps its colour whichever others are chosen", async () => {
  const colour = async (stock: (typeof stocks)[number][]) => {
    const rows = await stocksByMonth(viewer, { ...all, stock });
    return stocksFigure(rows, stocks)?.figure.data.find((trace) => trace.name === "MSFT")?.line;
  };
  expect(await colour(["MSFT"])).toEqual(await colour([...stocks]));
});

test("long lines are reduced, and keep their extremes", async () => {
  const days = await indexByDay(viewer, all);
  const y = drawdownFigure(days)?.figure.data[0]?.y as { bdata: string };
  const bytes = Uint8Array.from(Buffer.from(y.bdata, "base64"));
  const values = [...new Float32Array(bytes.buffer)];
  expect(values.length).toBeLessThanOrEqual(4 * 640);
  expect(Math.min(...values)).toBeCloseTo(Math.min(...days.map((row) => row.drawdown)), 5);
});

test("presets keep the other filters and know which of them is shown", () => {
  const presets = rangePresets("/m", "stock=IBM&from=2019-04-17", { ...all, from: "2019-04-17" });
  expect(presets[0]).toMatchObject({ href: "/m?stock=IBM", current: false });
  expect(presets.at(-1)).toMatchObject({ href: "/m?stock=IBM&from=2019-04-17", current: true });
});

test("no rows, no figure", () => {
  expect([indexFigure([]), drawdownFigure([]), stocksFigure([], stocks)]).toEqual([
    null,
    null,
    null,
  ]);
  expect(keyFigures([]).map((tile) => tile.value)).toEqual(["–", "–", "–", "–"]);
});
