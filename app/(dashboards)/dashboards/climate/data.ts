/** Climate's rows: CO₂ by month and year, its seasonal cycle, and the temperature anomaly. */
import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/access/policy";
import { dataset } from "@/lib/dashboards/types";
import { query } from "@/lib/data/query";
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

const co2Month = z.object({ month: z.string(), co2: z.number(), adjusted: z.number() });
const co2Year = z.object({ year: z.number(), mean: z.number(), months: z.number() });
const cycleMonth = z.object({ month: z.number(), difference: z.number() });
const temperatureYear = z.object({
  year: z.number(),
  anomaly: z.number(),
  decadeMean: z.number().nullable(),
});

export type Co2Month = z.output<typeof co2Month>;
export type Co2Year = z.output<typeof co2Year>;
export type CycleMonth = z.output<typeof cycleMonth>;
export type TemperatureYear = z.output<typeof temperatureYear>;

/** CO₂ in parts per million, by month; `adjusted` has the seasonal cycle taken out. */
export function co2ByMonth(viewer: Principal, { from, to }: Filters): Promise<Co2Month[]> {
  return query(
    viewer,
    co2Month,
    sql`SELECT month, co2, adjusted FROM ${co2}
        WHERE year(month) BETWEEN ${from} AND ${to} ORDER BY month`,
  );
}

/** The mean CO₂ of each year, in parts per million, and of how many months it is made. */
export function co2ByYear(viewer: Principal, { from, to }: Filters): Promise<Co2Year[]> {
  return query(
    viewer,
    co2Year,
    sql`SELECT year(month) AS year, round(avg(co2), 2) AS mean, count(*) AS months FROM ${co2}
        WHERE year(month) BETWEEN ${from} AND ${to} GROUP BY ALL ORDER BY year`,
  );
}

/** By calendar month, how far CO₂ is above or below its seasonally adjusted value, in parts per million. */
export function seasonalCycle(viewer: Principal, { from, to }: Filters): Promise<CycleMonth[]> {
  return query(
    viewer,
    cycleMonth,
    sql`SELECT month(month) AS month, round(avg(co2 - adjusted), 3) AS difference FROM ${co2}
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
    temperatureYear,
    sql`WITH running AS (
          SELECT year, anomaly,
                 CASE WHEN count(*) OVER decade = 10 THEN round(avg(anomaly) OVER decade, 3) END AS "decadeMean"
          FROM ${temperature}
          WINDOW decade AS (ORDER BY year ROWS 9 PRECEDING))
        SELECT * FROM running WHERE year BETWEEN ${from} AND ${to} ORDER BY year`,
  );
}

export const datasets = {
  co2: dataset(filters, co2Month, co2ByMonth),
  "co2-by-year": dataset(filters, co2Year, co2ByYear),
  "seasonal-cycle": dataset(filters, cycleMonth, seasonalCycle),
  temperature: dataset(filters, temperatureYear, temperatureByYear),
};
