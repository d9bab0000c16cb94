/** Names of access rules: for the log, and to know a rule again where it was loaded twice. */
import type { Rule } from "./policy";

const names = new WeakMap<object, string>();

/** Gives a rule its name, such as the path that it guards; a rule of several has all their names. */
export function nameRule(rule: Rule, name: string): void {
  const before = names.get(rule);
  names.set(rule, before ? `${before}, ${name}` : name);
}

/** A rule's name, if it was given one. */
export function ruleName(rule: Rule): string | undefined {
  return names.get(rule);
}
