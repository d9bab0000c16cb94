/** Which dashboards somebody may open. */
import type { Decision, Principal, Rule } from "../access/policy";
import type { Dashboard } from "./types";

/** Those of `dashboards` whose rule lets this principal in, in the same order. */
export async function visibleDashboardsOf(
  dashboards: readonly Dashboard[],
  principal: Principal,
  decide: (rule: Rule, principal: Principal) => Promise<Decision>,
): Promise<Dashboard[]> {
  const decisions = await Promise.all(
    dashboards.map(({ access }) => decide(access.rule, principal)),
  );
  return dashboards.filter((_, i) => decisions[i] === "allow");
}
