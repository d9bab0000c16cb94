/** Markets' filters: a range of days, and which stocks. */
import { z } from "zod";
import { day, inOrder, someOf } from "@/lib/dashboards/fields";

export const firstDay = "2000-01-01";
export const lastDay = "2020-04-17";
export const stocks = ["AAPL", "AMZN", "GOOG", "IBM", "MSFT"] as const;

export const filters = z
  .object({
    from: day({ min: firstDay, max: lastDay, default: firstDay }),
    to: day({ min: firstDay, max: lastDay, default: lastDay }),
    stock: someOf(stocks, "Choose at least one stock."),
  })
  .superRefine(inOrder);

export type Filters = z.output<typeof filters>;
