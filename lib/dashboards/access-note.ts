/** An access rule in words, for the card of a dashboard. */
import type { Rule } from "../access/policy";

/** `For everyone`, `For everyone signed in`, `For analysts or finance`, `For staff, but not trainees` … */
export function accessNote(rule: Rule): string {
  if ("public" in rule) return "For everyone";
  if ("check" in rule) return "For some, by a rule of its own";
  if ("signedIn" in rule) return "For everyone signed in";
  const { anyOf = [], allOf = [], noneOf = [] } = rule.groups;
  const wanted = [anyOf.join(" or "), allOf.join(" and ")].filter(Boolean).join(", also in ");
  const who = `For ${wanted || "everyone signed in"}`;
  return noneOf.length > 0 ? `${who}, but not ${noneOf.join(" or ")}` : who;
}
