/** Somebody whom an OpenID provider has vouched for, as the core takes them: claims by their settings. */
import { type Candidate, domainOf } from "../core/candidate";
import { claimAt, listAt, textAt } from "./protocol/claims";
import { hasGroupsElsewhere, readGraphGroups } from "./protocol/entra-groups";
import type { Identity } from "./protocol/identity";
import type { Tokens } from "./protocol/tokens";
import { type Provider, viaOf } from "./providers/provider";

/** The candidate of an identity that was read from the provider's verified tokens. */
export function candidateOf(
  provider: Provider,
  { issuer, subject, profile }: Identity,
  tokens: Tokens,
): Candidate {
  const { claims, domainClaim } = provider;
  const email = textAt(profile, claims.email);
  const emailTrusted = provider.trustEmail || isVerified(profile.email_verified);
  return {
    provider,
    via: viaOf(provider),
    issuer,
    subject,
    profile,
    tokens,
    username: textAt(profile, claims.username),
    otherUsernames: [textAt(profile, "preferred_username") ?? []].flat(),
    displayName: textAt(profile, claims.displayName),
    email,
    emailTrusted,
    domain: domainClaim
      ? textAt(profile, domainClaim)?.toLowerCase()
      : domainOf(emailTrusted ? email : undefined),
    readGroups: () => readGroups(provider, profile, tokens),
  };
}

const isVerified = (claim: unknown) => claim === true || claim === "true";

async function readGroups(provider: Provider, profile: Identity["profile"], tokens: Tokens) {
  const { claims, preset, issuer, groupsSeparator } = provider;
  const named = claimAt(profile, claims.groups) !== undefined;
  if (preset === "entra" && !named && hasGroupsElsewhere(profile)) {
    return readGraphGroups(issuer, tokens.accessToken ?? "");
  }
  return listAt(profile, claims.groups, groupsSeparator);
}
