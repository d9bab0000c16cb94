/** Addresses of a dashboard: its page, and its data. */
import { sitePath } from "../http/site-path";

export interface DashboardAddress {
  /** The page's path, as `Link` and the router take it. */
  path: string;
  /** The address of a dataset's rows as CSV, under the filters of a query. */
  csv: (dataset: string, query: string) => string;
}

/** The addresses of the dashboard that is registered under this slug. */
export function addressOf(slug: string): DashboardAddress {
  return {
    path: `/dashboards/${slug}`,
    csv: (dataset, query) => {
      const params = new URLSearchParams(query);
      params.set("format", "csv");
      return sitePath(`/api/data/${slug}/${dataset}?${params}`);
    },
  };
}
