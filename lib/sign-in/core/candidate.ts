/** Who somebody is by the word of a provider: what every way in that asks one hands to the core. */

/** All that a provider says of somebody, as it says it. */
export type Profile = Record<string, unknown>;

/** What a provider gave along, for hooks to ask it more with; each only where there is one. */
export interface CandidateTokens {
  accessToken: string | undefined;
  refreshToken: string | undefined;
  idToken: string | undefined;
}

/** What admission needs to know of a provider, of whatever kind it is. */
export interface ProviderPolicy {
  id: string;
  /** What people call it. */
  label: string;
  allowedDomains?: readonly string[] | undefined;
  /** Patterns of its own group names. */
  allowedGroups?: readonly string[] | undefined;
  /** Our group for each pattern of its own; without a map they are the same. */
  groupMap?: Readonly<Record<string, string>> | undefined;
  provision: "create" | "invited-only";
}

/** Somebody whom a provider has vouched for; nothing here is decided or written yet. */
export interface Candidate {
  provider: ProviderPolicy;
  /** How they come, as sessions and the audit log have it: `oidc:acme`. */
  via: string;
  /** Who vouches for them, and its name for them, which is never anybody else's. */
  issuer: string;
  subject: string;
  profile: Profile;
  tokens: CandidateTokens;
  /** What the provider calls them, as it says it; names here are made of these. */
  username: string | undefined;
  /** What else a username could be made of, the best first. */
  otherUsernames: readonly string[];
  displayName: string | undefined;
  email: string | undefined;
  /** Whether the provider is believed that the address is their own. */
  emailTrusted: boolean;
  /** The domain that `allowedDomains` is about, in small letters. */
  domain: string | undefined;
  /** Their groups in the provider's own names; asked for once they are needed. */
  readGroups: () => Promise<readonly string[]>;
}

/** The domain of an e-mail address, in small letters. */
export function domainOf(email: string | undefined): string | undefined {
  return email?.split("@").at(-1)?.toLowerCase();
}
