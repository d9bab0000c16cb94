/** May this person see this? decide(), as all of Foyer asks it. */
import {
  type Decision,
  decide,
  type Principal,
  type ReportRule,
  type Rule,
} from "../access/policy";
import { evaluateCheck } from "./evaluate-check";
import { reportRule } from "./report-rule";

/**
 * {@link decide} with checks of one's own bounded in time and asked once per request. `report` hears
 * of rules that fail; the log does, if nothing else is given.
 */
export function accessDecision(
  rule: Rule,
  principal: Principal,
  report: ReportRule = reportRule,
): Promise<Decision> {
  return decide(rule, principal, { evaluateCheck, report });
}
