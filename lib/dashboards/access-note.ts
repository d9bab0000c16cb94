/** An access rule in words, for the card of a dashboard. */
import type { Rule } from "../auth/policy";

/** `Everyone`, `Everyone signed in`, `Group analysts`, `Groups analysts or finance, not trainees` … */
export function accessNote(rule: Rule): string {
  if ("public" in rule) return "Everyone";
  if ("signedIn" in rule) return "Everyone signed in";
  if ("check" in rule) return "By its own rule";
  const { anyOf = [], allOf = [], noneOf = [] } = rule.groups;
  const wanted = [anyOf.join(" or "), allOf.join(" and ")].filter(Boolean).join(", with ");
  const plural = anyOf.length + allOf.length > 1;
  const who = wanted ? `Group${plural ? "s" : ""} ${wanted}` : "Everyone signed in";
  return noneOf.length > 0 ? `${who}, not ${noneOf.join(" or ")}` : who;
}
