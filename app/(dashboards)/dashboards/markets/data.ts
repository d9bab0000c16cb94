/** Markets' rows: the S&P 500 by day with its moving averages and drawdown, and five stocks by month. */
import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/access/policy";
import { dataset } from "@/lib/dashboards/types";
import { query } from "@/lib/data/query";
import { computed, defineRow, type RowOf } from "@/lib/data/row";
import { type Sql, sql } from "@/lib/data/sql";
import { defineTable } from "@/lib/data/table";
import { type Filters, filters } from "./filters";

const sp500 = defineTable(
  "sp_daily",
  "sp500-2000.csv",
  "date::DATE AS day, close::DOUBLE AS close",
);
const stocks = defineTable(
  "stocks",
  "stocks.csv",
  "symbol AS stock, strptime(date::VARCHAR, '%b %-d %Y')::DATE AS month, price::DOUBLE AS price",
);

/** The mean of so many trading days, once there are so many. */
const meanOf = (days: number, window: Sql) =>
  computed(
    z.number().nullable(),
    sql`CASE WHEN count(*) OVER ${window} = ${days} THEN round(avg(close) OVER ${window}, 2) END`,
  );
const indexDay = defineRow({
  day: z.string(),
  close: computed(z.number(), sql`round(close, 2)`),
  mean50: meanOf(50, sql`d50`),
  mean200: meanOf(200, sql`d200`),
  drawdown: computed(z.number(), sql`round(close / max(close) OVER (ORDER BY day) - 1, 5)`),
});
const first = sql`first_value(price) OVER (PARTITION BY stock ORDER BY month)`;
const stockMonth = defineRow({
  stock: z.string(),
  month: z.string(),
  price: z.number(),
  rebased: computed(z.number(), sql`round(100 * price / ${first}, 2)`),
});

export type IndexDay = RowOf<typeof indexDay>;
export type StockMonth = RowOf<typeof stockMonth>;

/**
 * The S&P 500 at each close, in points; its means of 50 and 200 trading days, which look back beyond
 * the range; and how far it lies below its highest close since 2000, as a share below zero.
 */
export function indexByDay(viewer: Principal, { from, to }: Filters): Promise<IndexDay[]> {
  return query(
    viewer,
    indexDay.schema,
    sql`WITH all_days AS (
          SELECT ${indexDay.select} FROM ${sp500}
          WINDOW d50 AS (ORDER BY day ROWS 49 PRECEDING), d200 AS (ORDER BY day ROWS 199 PRECEDING))
        SELECT * FROM all_days WHERE day BETWEEN ${from}::DATE AND ${to}::DATE ORDER BY day`,
  );
}

/** Stocks by month: the price in dollars, and rebased to 100 at each stock's first month in the range. */
export function stocksByMonth(
  viewer: Principal,
  { from, to, stock }: Filters,
): Promise<StockMonth[]> {
  return query(
    viewer,
    stockMonth.schema,
    sql`SELECT ${stockMonth.select} FROM ${stocks}
        WHERE list_contains(${stock}, stock) AND month BETWEEN ${from}::DATE AND ${to}::DATE
        ORDER BY stock, month`,
  );
}

export const datasets = {
  index: dataset(filters, indexDay.schema, indexByDay),
  stocks: dataset(filters, stockMonth.schema, stocksByMonth),
};
