/** Logs an access rule that failed, once a minute; decide() has forbidden what it guards. */

import type { ReportRule, Rule } from "../access/policy";
import { ruleName } from "../access/rule-names";
import { log } from "../log/log";
import { processState } from "../process/process-state";

const MINUTE = 60_000;

/** Failures of each rule, by its name. */
const failures = processState(
  "rule failures",
  () => new Map<string, { loggedAt: number; since: number }>(),
);

export const reportRule: ReportRule = (error, rule) => {
  const name = nameOf(rule);
  const before = failures.get(name);
  const now = Date.now();
  if (before && now - before.loggedAt < MINUTE) {
    before.since += 1;
    return;
  }
  failures.set(name, { loggedAt: now, since: 0 });
  const suppressed = before?.since ?? 0;
  log().error(
    { rule: name, err: error, ...(suppressed ? { suppressed } : {}) },
    "an access rule failed: forbidden",
  );
};

/** A rule without a name is known by its source: there are only as many as the code has. */
function nameOf(rule: Rule): string {
  const source = "check" in rule ? String(rule.check) : JSON.stringify(rule);
  return ruleName(rule) ?? source.slice(0, 200);
}
