/** Which dashboards somebody may open. */
import { decide, type Principal, type ReportRule } from "../access/policy";
import type { Dashboard } from "./types";

/** Those of `dashboards` whose rule lets this principal in, in the same order. `report` hears of rules that fail. */
export async function visibleTo(
  dashboards: readonly Dashboard[],
  principal: Principal,
  report: ReportRule,
): Promise<Dashboard[]> {
  const decisions = await Promise.all(
    dashboards.map(({ access }) => decide(access.rule, principal, report)),
  );
  return dashboards.filter((_, i) => decisions[i] === "allow");
}
