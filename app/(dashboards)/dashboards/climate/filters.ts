/** Climate's filters: a range of years. */
import { z } from "zod";
import { inOrder, wholeNumber } from "@/lib/dashboards/fields";

export const firstYear = 1880;
export const lastYear = 2023;

const year = (fallback: number) =>
  wholeNumber({ min: firstYear, max: lastYear, default: fallback, what: "a year" });

export const filters = z.object({ from: year(firstYear), to: year(lastYear) }).superRefine(inOrder);

export type Filters = z.output<typeof filters>;
