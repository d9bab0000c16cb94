/** A provider's group names, in ours: by `groupMap`, or as they are. */
import { ADMINS, nameKey } from "../../db/keys";
import { groupName } from "../../db/user-fields";
import type { Provider } from "./provider";

/** More than anybody can mean; a provider gone wild must not fill the database. */
const MOST = 500;

/**
 * Our groups for a provider's. Names that can't be a group's here are left out, and so is `admins`
 * unless a rule of the map says just that: whoever runs a provider does not run Foyer by it.
 */
export function ourGroups(
  provider: Pick<Provider, "groupMap">,
  names: readonly string[],
): string[] {
  const { groupMap } = provider;
  const mapped = groupMap
    ? names.flatMap((name) => Object.entries(groupMap).flatMap((rule) => target(rule, name) ?? []))
    : names.filter((name) => nameKey(name) !== ADMINS);
  const valid = mapped.filter((name) => groupName.safeParse(name).success);
  const byKey = new Map(valid.map((name) => [nameKey(name), name.trim()]));
  return [...byKey.values()].slice(0, MOST);
}

/** Whether one of the names fits one of the patterns. */
export function matchesAny(patterns: readonly string[], names: readonly string[]): boolean {
  return patterns.some((pattern) => names.some((name) => match(pattern, name) !== null));
}

function target([pattern, group]: [string, string], name: string): string | null {
  const met = match(pattern, name);
  if (!met) return null;
  const named = group.replace("*", () => met[0] ?? "");
  return nameKey(named) === ADMINS && group.includes("*") ? null : named;
}

/** What each `*` of the pattern stands for in the name; null when the name doesn't fit. */
function match(pattern: string, name: string): string[] | null {
  const parts = nameKey(pattern).split("*").map(escaped);
  const found = new RegExp(`^${parts.join("(.*)")}$`, "su").exec(nameKey(name));
  return found?.slice(1) ?? null;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
