/** Climate's rows: CO₂ by month and year, its seasonal cycle, and the temperature anomaly. */
import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/access/policy";
import { dataset } from "@/lib/dashboards/types";
import { query } from "@/lib/data/query";
import { computed, defineRow, type RowOf } from "@/lib/data/row";
import { sql } from "@/lib/data/sql";
import { defineTable } from "@/lib/data/table";
import { type Filters, filters } from "./filters";

const co2 = defineTable(
  "co2",
  "co2-concentration.csv",
  '"Date"::DATE AS month, "CO2"::DOUBLE AS co2, "adjusted CO2"::DOUBLE AS adjusted',
);
const temperature = defineTable(
  "temperature",
  "global-temp.csv",
  "year::INTEGER AS year, temp::DOUBLE AS anomaly",
);

const co2Month = defineRow({ month: z.string(), co2: z.number(), adjusted: z.number() });
const co2Year = defineRow({
  year: computed(z.number(), sql`year(month)`),
  mean: computed(z.number(), sql`round(avg(co2), 2)`),
  months: computed(z.number(), sql`count(*)`),
});
const cycleMonth = defineRow({
  month: computed(z.number(), sql`month(month)`),
  difference: computed(z.number(), sql`round(avg(co2 - adjusted), 3)`),
});
const decadeMean = sql`CASE WHEN count(*) OVER decade = 10 THEN round(avg(anomaly) OVER decade, 3) END`;
const temperatureYear = defineRow({
  year: z.number(),
  anomaly: z.number(),
  decadeMean: computed(z.number().nullable(), decadeMean),
});

export type Co2Month = RowOf<typeof co2Month>;
export type Co2Year = RowOf<typeof co2Year>;
export type CycleMonth = RowOf<typeof cycleMonth>;
export type TemperatureYear = RowOf<typeof temperatureYear>;

/** CO₂ in parts per million, by month; `adjusted` has the seasonal cycle taken out. */
export function co2ByMonth(viewer: Principal, { from, to }: Filters): Promise<Co2Month[]> {
  return query(
    viewer,
    co2Month.schema,
    sql`SELECT ${co2Month.select} FROM ${co2}
        WHERE year(month) BETWEEN ${from} AND ${to} ORDER BY month`,
  );
}

/** The mean CO₂ of each year, in parts per million, and of how many months it is made. */
export function co2ByYear(viewer: Principal, { from, to }: Filters): Promise<Co2Year[]> {
  return query(
    viewer,
    co2Year.schema,
    sql`SELECT ${co2Year.select} FROM ${co2}
        WHERE year(month) BETWEEN ${from} AND ${to} GROUP BY ALL ORDER BY year`,
  );
}

/** By calendar month, how far CO₂ is above or below its seasonally adjusted value, in parts per million. */
export function seasonalCycle(viewer: Principal, { from, to }: Filters): Promise<CycleMonth[]> {
  return query(
    viewer,
    cycleMonth.schema,
    sql`SELECT ${cycleMonth.select} FROM ${co2}
        WHERE year(month) BETWEEN ${from} AND ${to} GROUP BY ALL ORDER BY month`,
  );
}

/**
 * The global temperature anomaly in °C against the mean of 1951 to 1980, by year, and the mean of
 * the ten years that end with it.
 */
export function temperatureByYear(
  viewer: Principal,
  { from, to }: Filters,
): Promise<TemperatureYear[]> {
  return query(
    viewer,
    temperatureYear.schema,
    sql`WITH running AS (
          SELECT ${temperatureYear.select} FROM ${temperature}
          WINDOW decade AS (ORDER BY year ROWS 9 PRECEDING))
        SELECT * FROM running WHERE year BETWEEN ${from} AND ${to} ORDER BY year`,
  );
}

export const datasets = {
  co2: dataset(filters, co2Month.schema, co2ByMonth),
  "co2-by-year": dataset(filters, co2Year.schema, co2ByYear),
  "seasonal-cycle": dataset(filters, cycleMonth.schema, seasonalCycle),
  temperature: dataset(filters, temperatureYear.schema, temperatureByYear),
};
