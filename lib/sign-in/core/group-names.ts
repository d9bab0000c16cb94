/** A provider's group names, in ours: by `groupMap`, or as they are. */
import { ADMINS, nameKey } from "../../access/name-key";
import { groupName } from "../../people/user-fields";
import type { ProviderPolicy } from "./candidate";

/** More than anybody can mean; a provider gone wild must not fill the database. */
const MOST = 500;

/**
 * Our groups for a provider's; {@link leftOutGroups} says which can't be groups here. `admins` is
 * one only if a rule of the map says just that: whoever runs a provider does not run Foyer by it.
 */
export function ourGroups(
  provider: Pick<ProviderPolicy, "groupMap">,
  names: readonly string[],
): string[] {
  return usable(provider, names).slice(0, MOST);
}

/** What a provider named, or its map made of it, that can't be a group here, or is one too many. */
export function leftOutGroups(
  provider: Pick<ProviderPolicy, "groupMap">,
  names: readonly string[],
): string[] {
  const unusable = mapped(provider, names).filter((name) => !isGroupName(name));
  return [...new Set(unusable), ...usable(provider, names).slice(MOST)];
}

function usable(provider: Pick<ProviderPolicy, "groupMap">, names: readonly string[]): string[] {
  const valid = mapped(provider, names).filter(isGroupName);
  return [...new Map(valid.map((name) => [nameKey(name), name.trim()])).values()];
}

function mapped({ groupMap }: Pick<ProviderPolicy, "groupMap">, names: readonly string[]) {
  if (!groupMap) return names.filter((name) => nameKey(name) !== ADMINS);
  return names.flatMap((name) =>
    Object.entries(groupMap).flatMap((rule) => target(rule, name) ?? []),
  );
}

const isGroupName = (name: string) => groupName.safeParse(name).success;

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
