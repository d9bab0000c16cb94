/** Which dashboards somebody may open. */
import { type Asker, decide, type ReportRule } from "../access/policy";
import type { Dashboard } from "./types";

/** Those of `dashboards` whose rule lets this asker in, in the same order. `report` hears of rules that fail. */
export async function openable(
  dashboards: readonly Dashboard[],
  asker: Asker,
  report: ReportRule,
): Promise<Dashboard[]> {
  const decisions = await Promise.all(
    dashboards.map(({ access }) => decide(access.rule, asker, report)),
  );
  return dashboards.filter((_, i) => decisions[i] === "allow");
}
