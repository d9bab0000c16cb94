/** Addresses of a dashboard's data. */
import { sitePath } from "../http/site-path";

/** Gives, by dataset name, the address of its rows as CSV under the same filters. */
export function dataAddress(slug: string, query: string): (dataset: string) => string {
  const params = new URLSearchParams(query);
  params.set("format", "csv");
  return (dataset) => sitePath(`/api/data/${slug}/${dataset}?${params}`);
}
