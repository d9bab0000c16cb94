/** Weather's filters: one year or all, one month or all. */
import { z } from "zod";
import { oneOf } from "@/lib/dashboards/fields";

export const years = ["all", "2012", "2013", "2014", "2015"] as const;
export const months = [
  "all",
  ...(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"] as const),
] as const;

export const filters = z.object({ year: oneOf(years, "all"), month: oneOf(months, "all") });

export type Filters = z.output<typeof filters>;
