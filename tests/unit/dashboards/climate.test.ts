/** Climate: rows that are known, and figures drawn from them. */
import { expect, test } from "vitest";
import {
  co2ByMonth,
  co2ByYear,
  seasonalCycle,
  temperatureByYear,
} from "@/app/(dashboards)/dashboards/climate/data";
import {
  co2Figure,
  cycleFigure,
  keyFigures,
  temperatureFigure,
} from "@/app/(dashboards)/dashboards/climate/figures";
import { packedDays } from "@/components/chart/packed";
import type { Principal } from "@/lib/access/policy";

const viewer = { signedIn: false } as unknown as Principal;

test("CO₂ of the first month measured", async () => {
  const rows = await co2ByMonth(viewer, { from: 1880, to: 1958 });
  expect(rows[0]).toEqual({ month: "1958-03-01", co2: 315.7, adjusted: 314.44 });
});

test("a year's mean is that of its months, and parts of years stay out of the line", async () => {
  const [year] = await co2ByYear(viewer, { from: 1960, to: 1960 });
  const months = await co2ByMonth(viewer, { from: 1960, to: 1960 });
  const mean = months.reduce((sum, row) => sum + row.co2, 0) / 12;
  expect(year?.mean).toBeCloseTo(mean, 2);
  const all = await co2ByYear(viewer, { from: 1958, to: 1960 });
  const drawn = co2Figure(months, all)?.figure.data[1];
  expect(drawn).toMatchObject({ name: "Yearly mean", x: packedDays(["1959-07-01", "1960-07-01"]) });
});

test("the seasonal cycle has its top in May and sums up to about nothing", async () => {
  const rows = await seasonalCycle(viewer, { from: 1960, to: 2019 });
  const top = rows.reduce((a, b) => (a.difference > b.difference ? a : b));
  expect(top.month).toBe(5);
  expect(Math.abs(rows.reduce((sum, row) => sum + row.difference, 0))).toBeLessThan(1);
});

test("ten years' mean needs ten years, but they may lie before the range", async () => {
  const start = await temperatureByYear(viewer, { from: 1880, to: 1890 });
  expect(start.map((row) => row.decadeMean === null).lastIndexOf(true)).toBe(8);
  const [late] = await temperatureByYear(viewer, { from: 2000, to: 2000 });
  expect(late?.decadeMean).not.toBeNull();
});

test("key figures count whole years only", async () => {
  const range = { from: 1958, to: 2020 };
  const tiles = keyFigures(await co2ByYear(viewer, range), await temperatureByYear(viewer, range));
  expect(tiles[1]?.detail).toBe("From 1959 to 2019");
});

test("no rows, no figure", () => {
  expect(co2Figure([], [])).toBeNull();
  expect(cycleFigure([])).toBeNull();
  expect(temperatureFigure([])).toBeNull();
  expect(keyFigures([], []).map((tile) => tile.value)).toEqual(["–", "–", "–", "–"]);
});
