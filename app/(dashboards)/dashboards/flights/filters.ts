/** Flights' filters: airport of departure, range of days, distance. */
import { z } from "zod";
import { day, inOrder, oneOf } from "@/lib/dashboards/fields";

export const firstDay = "2001-01-01";
export const lastDay = "2001-06-30";
export const distances = ["all", "short", "medium", "long"] as const;

/** In miles: short ends where medium begins, medium where long begins. */
export const bounds = { medium: 500, long: 1500 };

const error = "Choose an airport by its three-letter code, such as ATL.";
const airport = z
  .string({ error })
  .transform((given) => given.trim().toUpperCase())
  .pipe(z.string().regex(/^([A-Z0-9]{3})?$/, { error }))
  .default("");

export const filters = z
  .object({
    airport,
    from: day({ min: firstDay, max: lastDay, default: firstDay }),
    to: day({ min: firstDay, max: lastDay, default: lastDay }),
    distance: oneOf(distances, "all"),
  })
  .superRefine(inOrder);

export type Filters = z.output<typeof filters>;
