/** Asks an access rule's own `check`: within its time, and once per request. */

import type { CheckRule, Viewer } from "../access/policy";
import { ruleName } from "../access/rule-names";
import { requestContext } from "../http/request-context";
import { processState } from "../process/process-state";

/** How long a check may take, in milliseconds. */
export const CHECK_LIMIT = 2000;

/** What a check has answered in the request under way, by rule and viewer. */
type Answers = Map<unknown, Map<string, Promise<boolean>>>;

/** Kept by the request itself, which ends with it; no client has a hand in it. */
const kept = processState("check answers", () => new WeakMap<object, Answers>());

/**
 * Whether a check lets this person in. Everybody who asks about the same request gets the same
 * answer: middleware, guard, navigation. Rejects when the check throws, takes longer than
 * {@link CHECK_LIMIT}, or answers with neither true nor false.
 */
export function evaluateCheck(rule: CheckRule, viewer: Viewer): Promise<boolean> {
  const request = requestContext();
  const answers: Answers = kept.get(request) ?? new Map();
  kept.set(request, answers);
  // Middleware and pages are bundles apart, each with its own copy of a rule: the name is the same.
  const key = ruleName(rule) ?? rule;
  const byViewer = answers.get(key) ?? new Map<string, Promise<boolean>>();
  answers.set(key, byViewer);
  // All that a check can see of a person: another sight of them is asked about anew.
  const person = JSON.stringify(viewer);
  const answer = byViewer.get(person) ?? withinLimit(rule, viewer);
  byViewer.set(person, answer);
  return answer;
}

async function withinLimit(rule: CheckRule, viewer: Viewer): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`the check took longer than ${CHECK_LIMIT / 1000} s`);
    timer = setTimeout(() => reject(error), CHECK_LIMIT);
  });
  try {
    // The race hears of both, so a check that rejects too late is nobody's unhandled rejection.
    const answer: unknown = await Promise.race([rule.check(viewer), late]);
    if (typeof answer === "boolean") return answer;
    throw new TypeError(`the check gave ${typeof answer}, which is neither true nor false`);
  } finally {
    clearTimeout(timer);
  }
}
