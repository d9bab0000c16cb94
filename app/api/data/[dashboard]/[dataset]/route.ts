/** Rows of a dashboard's dataset as JSON or CSV, under the dashboard's own rule and filters. */
import { z } from "zod";
import { dashboards } from "@/app/(dashboards)/dashboards/registry";
import type { Rule } from "@/lib/access/policy";
import { findDataset } from "@/lib/dashboards/find";
import { toCsv } from "@/lib/data/csv";
import { AppError } from "@/lib/errors/app-error";
import { guardedRoute } from "@/lib/guards/route-guard";

const formats = z.object({
  format: z.enum(["json", "csv"], { error: "Choose json or csv." }).default("json"),
});

const find = (params: Record<string, string>) =>
  findDataset(dashboards, params.dashboard, params.dataset);

export const GET = guardedRoute(
  async (params) => {
    const found = await find(params);
    // Together, so that all that is wrong is named at once.
    return found && z.intersection(found.dataset.parameters, formats);
  },
  ruleOf,
  async ({ viewer, input, params }) => {
    const found = await find(params);
    if (!found) throw new AppError("not-found");
    const { format, filters, read } = input;
    const rows = await read(viewer);
    if (format === "json") return Response.json({ rows, count: rows.length, filters });
    const name = `${params.dashboard}-${params.dataset}.csv`;
    return new Response(toCsv(rows, found.dataset.columns), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
      },
    });
  },
);

/** The dashboard's rule. A dataset that a public dashboard doesn't have is closed, like any unknown path. */
async function ruleOf(params: Record<string, string>): Promise<Rule | null> {
  const rule = dashboards.find(({ slug }) => slug === params.dashboard)?.access.rule ?? null;
  return rule && "public" in rule && !(await find(params)) ? null : rule;
}
