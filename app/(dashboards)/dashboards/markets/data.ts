/** Markets' rows: the S&P 500 by day with its moving averages and drawdown, and five stocks by month. */
import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/access/policy";
import { dataset } from "@/lib/dashboards/types";
import { query } from "@/lib/data/query";
import { sql } from "@/lib/data/sql";
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

const indexDay = z.object({
  day: z.string(),
  close: z.number(),
  mean50: z.number().nullable(),
  mean200: z.number().nullable(),
  drawdown: z.number(),
});
const stockMonth = z.object({
  stock: z.string(),
  month: z.string(),
  price: z.number(),
  rebased: z.number(),
});

export type IndexDay = z.output<typeof indexDay>;
export type StockMonth = z.output<typeof stockMonth>;

/**
 * The S&P 500 at each close, in points; its means of 50 and 200 trading days, which look back beyond
 * the range; and how far it lies below its highest close since 2000, as a share below zero.
 */
export function indexByDay(viewer: Principal, { from, to }: Filters): Promise<IndexDay[]> {
  return query(
    viewer,
    indexDay,
    sql`WITH all_days AS (
          SELECT day, round(close, 2) AS close,
                 CASE WHEN count(*) OVER d50 = 50 THEN round(avg(close) OVER d50, 2) END AS mean50,
                 CASE WHEN count(*) OVER d200 = 200 THEN round(avg(close) OVER d200, 2) END AS mean200,
                 round(close / max(close) OVER (ORDER BY day) - 1, 5) AS drawdown
          FROM ${sp500}
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
    stockMonth,
    sql`SELECT stock, month, price,
               round(100 * price / first_value(price) OVER (PARTITION BY stock ORDER BY month), 2) AS rebased
        FROM ${stocks}
        WHERE list_contains(${stock}, stock) AND month BETWEEN ${from}::DATE AND ${to}::DATE
        ORDER BY stock, month`,
  );
}

export const datasets = {
  index: dataset(filters, indexDay, indexByDay),
  stocks: dataset(filters, stockMonth, stocksByMonth),
};
