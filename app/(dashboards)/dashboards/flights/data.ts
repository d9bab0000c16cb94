/** Flights' rows: delays by hour, their distribution, by airport and by day; 3,000,000 flights. */
import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/access/policy";
import { dataset } from "@/lib/dashboards/types";
import { query } from "@/lib/data/query";
import { computed, defineRow, type RowOf } from "@/lib/data/row";
import { type Sql, sql } from "@/lib/data/sql";
import { defineTable } from "@/lib/data/table";
import { bounds, type Filters, filters } from "./filters";

/**
 * One row per flight that was not cancelled: when it left (local time), by how many minutes it
 * arrived after its schedule (below zero: before), its distance in miles. The few that left in the
 * first minutes of July are left out. Small types: half the memory, and quicker.
 */
const flights = defineTable(
  "flights",
  "flights-3m.parquet",
  `date::DATE AS day, hour(date)::UTINYINT AS hour, isodow(date)::UTINYINT AS weekday,
   delay::SMALLINT AS delay, distance::SMALLINT AS distance, origin, destination`,
);
const airports = defineTable("airports", "airports.csv", "iata, name, city, state");

/** From how many minutes on a flight counts as late: the measure of the US Department of Transportation. */
export const LATE = 15;

const delays = {
  flights: computed(z.number(), sql`count(*)`),
  meanDelay: computed(z.number(), sql`round(avg(delay), 2)`),
};
const lateness = {
  lateShare: computed(z.number(), sql`round(count(*) FILTER (delay >= ${LATE}) / count(*), 4)`),
};
const hourDelay = defineRow({ weekday: z.number(), hour: z.number(), ...delays });
const delayBin = defineRow({
  from: computed(z.number(), sql`least(120, greatest(-60, (delay + 2000) // 5 * 5 - 2000))`),
  flights: delays.flights,
});
const byAirport = defineRow({ ...delays, ...lateness });
const airportDelay = defineRow({
  airport: z.string(),
  city: z.string().nullable(),
  ...byAirport.columns,
});
const dayDelay = defineRow({ day: z.string(), ...delays, ...lateness });
const airportName = defineRow({
  airport: z.string(),
  city: computed(z.string().nullable(), sql`city || ', ' || state`),
});

export type HourDelay = RowOf<typeof hourDelay>;
export type DelayBin = RowOf<typeof delayBin>;
export type AirportDelay = RowOf<typeof airportDelay>;
export type DayDelay = RowOf<typeof dayDelay>;
export type AirportName = RowOf<typeof airportName>;

/** Mean delay in minutes by weekday (1 is Monday) and hour of departure. */
export function delayByHour(viewer: Principal, chosen: Filters): Promise<HourDelay[]> {
  return query(
    viewer,
    hourDelay.schema,
    sql`SELECT ${hourDelay.select} FROM ${flights}
        WHERE ${within(chosen)} GROUP BY ALL ORDER BY weekday, hour`,
  );
}

/** How many flights by delay, in steps of five minutes; the first and last step hold all beyond. */
export function delayDistribution(viewer: Principal, chosen: Filters): Promise<DelayBin[]> {
  return query(
    viewer,
    delayBin.schema,
    sql`SELECT ${delayBin.select} FROM ${flights}
        WHERE ${within(chosen)} GROUP BY ALL ORDER BY "from"`,
  );
}

/** By airport of departure; when that is chosen, by destination. The busiest first. */
export function delayByAirport(viewer: Principal, chosen: Filters): Promise<AirportDelay[]> {
  const end = chosen.airport ? sql`destination` : sql`origin`;
  return query(
    viewer,
    airportDelay.schema,
    sql`WITH chosen AS (
          SELECT ${end} AS airport, ${byAirport.select} FROM ${flights}
          WHERE ${within(chosen)} GROUP BY ALL)
        SELECT ${airportDelay.names} FROM chosen LEFT JOIN ${airports} ON iata = airport ORDER BY flights DESC, airport`,
  );
}

/** By day of departure. */
export function delayByDay(viewer: Principal, chosen: Filters): Promise<DayDelay[]> {
  return query(
    viewer,
    dayDelay.schema,
    sql`SELECT ${dayDelay.select} FROM ${flights}
        WHERE ${within(chosen)} GROUP BY ALL ORDER BY day`,
  );
}

/** Airports that flights left from, for the filter. */
export function departureAirports(viewer: Principal): Promise<AirportName[]> {
  return query(
    viewer,
    airportName.schema,
    sql`SELECT ${airportName.select}
        FROM (SELECT DISTINCT origin AS airport FROM ${flights}) LEFT JOIN ${airports} ON iata = airport
        ORDER BY city NULLS LAST, airport`,
  );
}

function within({ airport, from, to, distance }: Filters): Sql {
  const left = airport ? sql`origin = ${airport}` : sql`true`;
  const length = {
    all: sql`true`,
    short: sql`distance < ${bounds.medium}`,
    medium: sql`distance >= ${bounds.medium} AND distance < ${bounds.long}`,
    long: sql`distance >= ${bounds.long}`,
  }[distance];
  return sql`day BETWEEN ${from}::DATE AND ${to}::DATE AND ${left} AND ${length}`;
}

export const datasets = {
  hours: dataset(filters, hourDelay.schema, delayByHour),
  distribution: dataset(filters, delayBin.schema, delayDistribution),
  airports: dataset(filters, airportDelay.schema, delayByAirport),
  days: dataset(filters, dayDelay.schema, delayByDay),
};
