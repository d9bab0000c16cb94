/** Weather's rows: each day, rain by month, days by kind of weather. */
import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/access/policy";
import { dataset } from "@/lib/dashboards/types";
import { query } from "@/lib/data/query";
import { computed, defineRow, type RowOf } from "@/lib/data/row";
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

const weatherDay = defineRow({
  day: z.string(),
  low: z.number(),
  high: z.number(),
  mean: computed(z.number(), sql`round((low + high) / 2, 2)`),
  rain: z.number(),
  kind: z.string(),
});
const rainMonth = defineRow({
  month: computed(z.string(), sql`date_trunc('month', day)::DATE`),
  rain: computed(z.number(), sql`round(sum(rain), 1)`),
  wetDays: computed(z.number(), sql`count(*) FILTER (rain > 0)`),
  days: computed(z.number(), sql`count(*)`),
});
const kindMonth = defineRow({
  month: computed(z.number(), sql`month(day)`),
  kind: z.string(),
  days: computed(z.number(), sql`count(*)`),
});

export type WeatherDay = RowOf<typeof weatherDay>;
export type RainMonth = RowOf<typeof rainMonth>;
export type KindMonth = RowOf<typeof kindMonth>;

/** Each day: temperatures in °C (`mean` lies halfway between low and high), rain in mm, kind of weather. */
export function weatherByDay(viewer: Principal, chosen: Filters): Promise<WeatherDay[]> {
  return query(
    viewer,
    weatherDay.schema,
    sql`SELECT ${weatherDay.select} FROM ${weather}
        WHERE ${within(chosen)} ORDER BY day`,
  );
}

/** Rain (and melted snow) in mm by month, and how many days had any. */
export function rainByMonth(viewer: Principal, chosen: Filters): Promise<RainMonth[]> {
  return query(
    viewer,
    rainMonth.schema,
    sql`SELECT ${rainMonth.select} FROM ${weather}
        WHERE ${within(chosen)} GROUP BY ALL ORDER BY month`,
  );
}

/** How many days of each calendar month had which kind of weather. */
export function kindsByMonth(viewer: Principal, chosen: Filters): Promise<KindMonth[]> {
  return query(
    viewer,
    kindMonth.schema,
    sql`SELECT ${kindMonth.select} FROM ${weather}
        WHERE ${within(chosen)} GROUP BY ALL ORDER BY month, kind`,
  );
}

function within({ year, month }: Filters): Sql {
  const ofYear = year === "all" ? sql`true` : sql`year(day) = ${Number(year)}`;
  const ofMonth = month === "all" ? sql`true` : sql`month(day) = ${Number(month)}`;
  return sql`${ofYear} AND ${ofMonth}`;
}

export const datasets = {
  days: dataset(filters, weatherDay.schema, weatherByDay),
  rain: dataset(filters, rainMonth.schema, rainByMonth),
  kinds: dataset(filters, kindMonth.schema, kindsByMonth),
};
