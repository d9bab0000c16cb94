/** Whether somebody may enter by a provider, and with which groups. */
import { log } from "../../log/log";
import { hooks } from "../core/hooks";
import { ProviderFailure } from "./failure";
import type { Profile } from "./person";
import { claimAt, listAt, textAt } from "./providers/claims";
import { hasGroupsElsewhere, readGraphGroups } from "./providers/entra-groups";
import { leftOutGroups, matchesAny, ourGroups } from "./providers/group-names";
import type { Provider } from "./providers/provider";
import type { Tokens } from "./tokens";

/** Milliseconds that a hook may take. */
const HOOK_LIMIT = 5000;

export interface Admitted {
  /** Our groups. */
  groups: string[];
  /** What the provider named besides, that can't be a group here. */
  leftOut: string[];
}

/** Our groups of a person. Throws `not-allowed` or `hook-failed` for somebody who may not enter. */
export async function admit(
  provider: Provider,
  profile: Profile,
  tokens: Tokens,
): Promise<Admitted> {
  const { id, allowedDomains, allowedGroups } = provider;
  if (allowedDomains && !allowedDomains.includes(domainOf(provider, profile) ?? "")) {
    throw new ProviderFailure("not-allowed", "domain");
  }
  const { groupsOf, mayEnter } = hooks;
  const own = groupsOf && (await inTime("groupsOf", () => groupsOf(profile, tokens, id)));
  const names = own ?? (await defaultGroups(provider, profile, tokens));
  if (allowedGroups && !matchesAny(allowedGroups, names)) {
    throw new ProviderFailure("not-allowed", "groups");
  }
  const may = !mayEnter || (await inTime("mayEnter", () => mayEnter(profile, id)));
  if (may !== true) throw new ProviderFailure("not-allowed", "mayEnter");
  return { groups: ourGroups(provider, names), leftOut: leftOutGroups(provider, names) };
}

/** Runs a hook. Throws `hook-failed` when it throws or takes too long. */
export async function inTime<T>(name: string, hook: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it took too long")), HOOK_LIMIT);
  });
  try {
    return await Promise.race([hook(), limit]);
  } catch (error) {
    log().error({ err: error, hook: name }, "a sign-in hook failed");
    // Yours to mend, and it says nothing about the person.
    throw new ProviderFailure("hook-failed", name, { cause: error, temporary: true });
  } finally {
    clearTimeout(timer);
  }
}

/** The e-mail address, if the provider is believed that it is the person's own. */
export function trustedEmail(provider: Provider, profile: Profile): string | undefined {
  const verified = profile.email_verified === true || profile.email_verified === "true";
  return verified || provider.trustEmail ? textAt(profile, provider.claims.email) : undefined;
}

async function defaultGroups(provider: Provider, profile: Profile, tokens: Tokens) {
  const { claims, preset, issuer, groupsSeparator } = provider;
  const named = claimAt(profile, claims.groups) !== undefined;
  if (preset === "entra" && !named && hasGroupsElsewhere(profile)) {
    return readGraphGroups(issuer, tokens.accessToken ?? "");
  }
  return listAt(profile, claims.groups, groupsSeparator);
}

function domainOf(provider: Provider, profile: Profile): string | undefined {
  if (provider.domainClaim) return textAt(profile, provider.domainClaim)?.toLowerCase();
  return trustedEmail(provider, profile)?.split("@").at(-1)?.toLowerCase();
}
