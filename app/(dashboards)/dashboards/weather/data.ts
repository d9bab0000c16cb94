/** Weather's rows: each day, rain by month, days by kind of weather. */
import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/access/policy";
import { dataset } from "@/lib/dashboards/types";
import { query } from "@/lib/data/query";
import { type Sql, sql } from "@/lib/data/sql";
import { defineTable } from "@/lib/data/table";
import { type Filters, filters } from "./filters";

const weather = defineTable(
  "weather",
  "seattle-weather.csv",
  `date::DATE AS day, temp_min::DOUBLE AS low, temp_max::DOUBLE AS high,
   precipitation::DOUBLE AS rain, wind::DOUBLE AS wind, weather::VARCHAR AS kind`,
);

export const kinds = ["sun", "fog", "drizzle", "rain", "snow"] as const;

const weatherDay = z.object({
  day: z.string(),
  low: z.number(),
  high: z.number(),
  mean: z.number(),
  rain: z.number(),
  kind: z.string(),
});
const rainMonth = z.object({
  month: z.string(),
  rain: z.number(),
  wetDays: z.number(),
  days: z.number(),
});
const kindMonth = z.object({ month: z.number(), kind: z.string(), days: z.number() });

export type WeatherDay = z.output<typeof weatherDay>;
export type RainMonth = z.output<typeof rainMonth>;
export type KindMonth = z.output<typeof kindMonth>;

/** Each day: temperatures in °C (`mean` lies halfway between low and high), rain in mm, kind of weather. */
export function weatherByDay(viewer: Principal, chosen: Filters): Promise<WeatherDay[]> {
  return query(
    viewer,
    weatherDay,
    sql`SELECT day, low, high, round((low + high) / 2, 2) AS mean, rain, kind FROM ${weather}
        WHERE ${within(chosen)} ORDER BY day`,
  );
}

/** Rain (and melted snow) in mm by month, and how many days had any. */
export function rainByMonth(viewer: Principal, chosen: Filters): Promise<RainMonth[]> {
  return query(
    viewer,
    rainMonth,
    sql`SELECT date_trunc('month', day)::DATE AS month, round(sum(rain), 1) AS rain,
               count(*) FILTER (rain > 0) AS "wetDays", count(*) AS days
        FROM ${weather} WHERE ${within(chosen)} GROUP BY ALL ORDER BY month`,
  );
}

/** How many days of each calendar month had which kind of weather. */
export function kindsByMonth(viewer: Principal, chosen: Filters): Promise<KindMonth[]> {
  return query(
    viewer,
    kindMonth,
    sql`SELECT month(day) AS month, kind, count(*) AS days FROM ${weather}
        WHERE ${within(chosen)} GROUP BY ALL ORDER BY month, kind`,
  );
}

function within({ year, month }: Filters): Sql {
  const ofYear = year === "all" ? sql`true` : sql`year(day) = ${Number(year)}`;
  const ofMonth = month === "all" ? sql`true` : sql`month(day) = ${Number(month)}`;
  return sql`${ofYear} AND ${ofMonth}`;
}

export const datasets = {
  days: dataset(filters, weatherDay, weatherByDay),
  rain: dataset(filters, rainMonth, rainByMonth),
  kinds: dataset(filters, kindMonth, kindsByMonth),
};
