/** Flights: the three million, and figures drawn from them. */
import { expect, test } from "vitest";
import {
  busiestFigure,
  keyFigures,
  leastPunctualFigure,
} from "@/app/(dashboards)/dashboards/flights/airport-figures";
import {
  delayByAirport,
  delayByDay,
  delayByHour,
  delayDistribution,
  departureAirports,
} from "@/app/(dashboards)/dashboards/flights/data";
import {
  daysFigure,
  distributionFigure,
  hoursFigure,
} from "@/app/(dashboards)/dashboards/flights/figures";
import { type Filters, filters } from "@/app/(dashboards)/dashboards/flights/filters";
import type { Principal } from "@/lib/access/policy";

const viewer = { signedIn: false } as unknown as Principal;
const all: Filters = filters.parse({});
const sum = (rows: readonly { flights: number }[]) => rows.reduce((n, row) => n + row.flights, 0);

test("every view counts the same flights: three million but six that left in July", async () => {
  const views = [delayByHour, delayDistribution, delayByAirport, delayByDay];
  const counts = await Promise.all(views.map(async (read) => sum(await read(viewer, all))));
  expect(counts).toEqual(views.map(() => 2_999_994));
});

test("distances divide all flights among them", async () => {
  const of = async (distance: Filters["distance"]) =>
    sum(await delayByDay(viewer, { ...all, distance }));
  expect((await of("short")) + (await of("medium")) + (await of("long"))).toBe(2_999_994);
});

test("an airport is found in any case, and then destinations are shown", async () => {
  const chosen = filters.parse({ airport: " atl " });
  const rows = await delayByAirport(viewer, chosen);
  expect(chosen.airport).toBe("ATL");
  expect(rows.some((row) => row.airport === "ATL")).toBe(false);
  expect(sum(rows)).toBe(sum(await delayByDay(viewer, chosen)));
});

test("both ends of the range are part of it", async () => {
  const rows = await delayByDay(viewer, { ...all, from: "2001-02-25", to: "2001-02-26" });
  expect(rows.map((row) => row.day)).toEqual(["2001-02-25", "2001-02-26"]);
});

test("steps of delay are five minutes, below zero too", async () => {
  const bins = await delayDistribution(viewer, all);
  const starts = bins.map((bin) => bin.from);
  expect(starts).toEqual(Array.from({ length: 37 }, (_, i) => i * 5 - 60));
});

test("the airports of the filter have their cities", async () => {
  const airports = await departureAirports(viewer);
  expect(airports).toHaveLength(229);
  expect(airports).toContainEqual({ airport: "ATL", city: "Atlanta, GA" });
});

test("airports with hardly a flight are not called unpunctual", () => {
  const rows = [
    { airport: "BIG", city: null, flights: 100_000, meanDelay: 5, lateShare: 0.2 },
    { airport: "FEW", city: null, flights: 3, meanDelay: 90, lateShare: 1 },
  ];
  expect(leastPunctualFigure(rows)?.table.rows.map((row) => row[0])).toEqual(["BIG"]);
  expect(busiestFigure(rows)?.table.rows).toHaveLength(2);
});

test("an hour with few flights has no colour", () => {
  const row = { weekday: 1, hour: 3, flights: 19, meanDelay: 80 };
  const z = (flights: number) => hoursFigure([{ ...row, flights }])?.figure.data[0]?.z?.[0]?.[3];
  expect([z(19), z(20)]).toEqual([null, 80]);
});

test("no rows, no figure", () => {
  expect([hoursFigure([]), distributionFigure([], 15), daysFigure([])]).toEqual([null, null, null]);
  expect([busiestFigure([]), leastPunctualFigure([])]).toEqual([null, null]);
  expect(keyFigures([]).map((tile) => tile.value)).toEqual(["0", "–", "–", "–"]);
});
