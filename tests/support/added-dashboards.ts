/** Dashboards added to a copy of the project as README.md says: a folder copied, a line in the registry. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DASHBOARDS = "app/(dashboards)/dashboards";

export interface AddedDashboard {
  slug: string;
  /** The dashboard whose folder is copied. */
  from: string;
  /** TypeScript of its access rule. */
  rule: string;
}

/** Adds a dashboard to the project in `folder`: only access.ts of what was copied is changed. */
export function addDashboard(folder: string, { slug, from, rule }: AddedDashboard): void {
  const dashboards = join(folder, DASHBOARDS);
  cpSync(join(dashboards, from), join(dashboards, slug), { recursive: true });
  writeFileSync(join(dashboards, slug, "access.ts"), accessFile(slug, rule));
  const registry = join(dashboards, "registry.ts");
  const name = slug.replace(/\W/g, "_");
  const lines = readFileSync(registry, "utf8")
    .replace(/^(import \{ access as)/m, `import { access as ${name} } from "./${slug}/access";\n$1`)
    .replace(
      /\n\]/,
      `\n  { slug: "${slug}", access: ${name}, datasets: () => import("./${slug}/data").then((m) => m.datasets) },\n]`,
    );
  writeFileSync(registry, lines);
}

function accessFile(slug: string, rule: string): string {
  return `/** A dashboard for tests. */
import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { DashboardAccess } from "@/lib/dashboards/types";

/** Notes that the rule was asked. */
export const asked = () => appendFileSync(process.env.ASKED_FILE ?? "", "${slug}\\n");
export const later = wait;

export const access = {
  title: "Added ${slug}",
  summary: "A dashboard for tests.",
  icon: () => import("lucide-react/icons/globe"),
  rule: ${rule},
} satisfies DashboardAccess;
`;
}
