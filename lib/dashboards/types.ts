/** What a dashboard tells the rest of Foyer about itself. */
import type { LucideIcon } from "lucide-react";
import type { z } from "zod";
import type { Principal, Rule } from "../access/policy";

/** A dashboard's own `access.ts`: what it is called, and who may see it. */
export interface DashboardAccess {
  title: string;
  /** One sentence for its card. */
  summary: string;
  /**
   * Loads its icon: `() => import("lucide-react/icons/…")`. Middleware reads this file before each
   * page and shows no icon. One that is given at once works too, and is loaded with middleware.
   */
  icon: LucideIcon | (() => Promise<{ default: LucideIcon }>);
  rule: Rule;
}

/** One flat row of a dataset. */
export type Row = Record<string, string | number | boolean | null>;

/** A question to a dataset that its filters have checked. */
export interface DatasetRequest {
  /** The filters that apply. */
  filters: unknown;
  read: (viewer: Principal) => Promise<readonly Row[]>;
}

/** Rows that a dashboard shows and its data endpoint serves. */
export interface Dataset {
  /** Takes search parameters, as its filters do, and gives what reads the rows under them. */
  parameters: z.ZodType<DatasetRequest>;
  /** Names of its columns, in order. */
  columns: readonly string[];
}

/**
 * Ties a reader of rows to the schemas of its filters and of a row.
 *
 * @param filters - every field has a default, so that no search parameter is needed
 * @param row - the columns, in the order in which they are served
 */
export function dataset<S extends z.ZodType, R extends z.ZodObject>(
  filters: S,
  row: R,
  read: (viewer: Principal, filters: z.output<S>) => Promise<readonly (z.output<R> & Row)[]>,
): Dataset {
  const parameters = filters.transform((chosen) => ({
    filters: chosen,
    read: (viewer: Principal) => read(viewer, chosen),
  }));
  return { parameters, columns: Object.keys(row.shape) };
}

/** A registered dashboard. Its data module is loaded only when it is asked for data. */
export interface Dashboard {
  slug: string;
  access: DashboardAccess;
  datasets: () => Promise<Record<string, Dataset>>;
}
