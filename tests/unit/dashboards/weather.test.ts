/** Weather: rows that are known, and figures drawn from them. */
import { expect, test } from "vitest";
import {
  kinds,
  kindsByMonth,
  rainByMonth,
  weatherByDay,
} from "@/app/(dashboards)/dashboards/weather/data";
import {
  keyFigures,
  kindsFigure,
  rainFigure,
  temperatureFigure,
} from "@/app/(dashboards)/dashboards/weather/figures";
import type { Principal } from "@/lib/access/policy";

const viewer = { signedIn: false } as unknown as Principal;

test("a month of a year, a year, a month of all years", async () => {
  const days = async (year: "all" | "2012", month: "all" | "2") =>
    (await weatherByDay(viewer, { year, month })).length;
  expect(await days("2012", "2")).toBe(29);
  expect(await days("2012", "all")).toBe(366);
  expect(await days("all", "2")).toBe(29 + 28 * 3);
});

test("rain by month adds up to rain by day", async () => {
  const chosen = { year: "2014", month: "all" } as const;
  const byDay = (await weatherByDay(viewer, chosen)).reduce((sum, row) => sum + row.rain, 0);
  const byMonth = (await rainByMonth(viewer, chosen)).reduce((sum, row) => sum + row.rain, 0);
  expect(byMonth).toBeCloseTo(byDay, 1);
});

test("every day has one kind of weather, and every kind a trace", async () => {
  const rows = await kindsByMonth(viewer, { year: "all", month: "all" });
  expect(rows.reduce((sum, row) => sum + row.days, 0)).toBe(1461);
  expect(new Set(rows.map((row) => row.kind))).toEqual(new Set(kinds));
  expect(kindsFigure(rows, kinds)?.figure.data).toHaveLength(5);
});

test("the line has a gap where days are missing", async () => {
  const rows = await weatherByDay(viewer, { year: "all", month: "2" });
  const mean = temperatureFigure(rows)?.figure.data[1]?.y as { bdata: string };
  const bytes = Uint8Array.from(Buffer.from(mean.bdata, "base64"));
  expect([...new Float32Array(bytes.buffer)].filter(Number.isNaN)).toHaveLength(3);
});

test("markup in a kind of weather stays text", () => {
  const kind = '<a href="javascript:alert(1)">sun</a>';
  const drawn = kindsFigure([{ month: 1, kind, days: 3 }], [kind]);
  expect(JSON.stringify(drawn?.figure.data)).not.toContain("<a");
});

test("no rows, no figure", () => {
  expect([temperatureFigure([]), rainFigure([]), kindsFigure([], kinds)]).toEqual([
    null,
    null,
    null,
  ]);
  expect(keyFigures([])[0]?.value).toBe("–");
});
