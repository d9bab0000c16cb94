/** Finds dashboards and datasets by the names in an address. */
import type { Dashboard, Dataset } from "./types";

/** The dashboard and its dataset, or null when either name is unknown. */
export async function findDataset(
  dashboards: readonly Dashboard[],
  slug: string | undefined,
  name: string | undefined,
): Promise<{ dashboard: Dashboard; dataset: Dataset } | null> {
  const dashboard = dashboards.find((known) => known.slug === slug);
  if (!dashboard || name === undefined) return null;
  const datasets = await dashboard.datasets();
  const dataset = Object.hasOwn(datasets, name) ? datasets[name] : undefined;
  return dataset ? { dashboard, dataset } : null;
}
