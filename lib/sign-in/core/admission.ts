/** Whether somebody may enter by a provider, and with which groups. */
import type { Candidate } from "./candidate";
import { leftOutGroups, matchesAny, ourGroups } from "./group-names";
import { hooks } from "./hooks";
import { runHook } from "./run-hook";
import { AdmissionError } from "./sign-in-error";

export interface Admission {
  /** Our groups. */
  groups: string[];
  /** What the provider named besides, that can't be a group here. */
  leftOut: string[];
}

/** Our groups of a person. Throws `not-allowed` or `hook-failed` for somebody who may not enter. */
export async function admit(candidate: Candidate): Promise<Admission> {
  const { provider, profile, tokens, domain, readGroups } = candidate;
  const { id, allowedDomains, allowedGroups } = provider;
  if (allowedDomains && !allowedDomains.includes(domain ?? "")) {
    throw new AdmissionError("not-allowed", "domain");
  }
  const { groupsOf, mayEnter } = hooks;
  const own = groupsOf && (await runHook("groupsOf", () => groupsOf(profile, tokens, id)));
  const names = own ?? (await readGroups());
  if (allowedGroups && !matchesAny(allowedGroups, names)) {
    throw new AdmissionError("not-allowed", "groups");
  }
  const may = !mayEnter || (await runHook("mayEnter", () => mayEnter(profile, id)));
  if (may !== true) throw new AdmissionError("not-allowed", "mayEnter");
  return { groups: ourGroups(provider, names), leftOut: leftOutGroups(provider, names) };
}
