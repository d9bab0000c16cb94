/** Who somebody is at a provider: subject and claims, from the ID token and the provider's API. */

import { claimAt } from "../providers/claims";
import { readGithubProfile } from "../providers/github-profile";
import type { Provider } from "../providers/provider";
import { discover } from "./discovery";
import { ProviderFailure } from "./failure";
import { call, objectOf } from "./outgoing";
import { GrantGone, type Tokens } from "./tokens";
import { type Claims, verifyToken } from "./verify-token";

/** All claims about a person, the ID token's before those of the user info. */
export type Profile = Record<string, unknown>;

export interface Person {
  issuer: string;
  subject: string;
  /** The provider's name for its own session, when it gives one. */
  sid: string | null;
  profile: Profile;
}

/**
 * The person of fresh tokens. `nonce` is what the sign-in was begun with; without one this is a
 * refresh. Throws `token-invalid` or `provider-unavailable`.
 */
export async function readPerson(
  provider: Provider,
  tokens: Tokens,
  nonce?: string,
): Promise<Person> {
  const { issuer } = await discover(provider);
  if (provider.api === "github") {
    const { subject, profile } = await readGithubProfile(provider.issuer, tokens.accessToken ?? "");
    return { issuer, subject, sid: null, profile };
  }
  if (nonce !== undefined && !tokens.idToken) {
    throw new ProviderFailure("token-invalid", "there is no ID token");
  }
  const claims = tokens.idToken ? await verifyToken(tokens.idToken, provider, ["sub"]) : {};
  if (nonce !== undefined && claims.nonce !== nonce) {
    throw new ProviderFailure("token-invalid", "nonce: not the one of this sign-in");
  }
  const profile = await completed(provider, tokens, claims);
  const { sub, sid } = profile;
  if (typeof sub !== "string" || sub === "" || sub.length > 255) {
    throw new ProviderFailure("token-invalid", "sub: not a name");
  }
  return { issuer, subject: sub, sid: typeof sid === "string" && sid ? sid : null, profile };
}

/** Adds the user info, if the ID token lacks something that is wanted. */
async function completed(provider: Provider, tokens: Tokens, claims: Partial<Claims>) {
  const { userinfo_endpoint: address } = await discover(provider);
  const wanted = Object.values(provider.claims).filter((path) => path !== "");
  const complete = "sub" in claims && wanted.every((path) => claimAt(claims, path) !== undefined);
  if (complete || !address || !tokens.accessToken) return claims as Profile;
  const headers = { Authorization: `Bearer ${tokens.accessToken}` };
  const { status, body } = await call(address, { headers });
  if (status === 401 || status === 403) {
    throw new GrantGone("provider-refused", `user info: ${status}`);
  }
  // Not the same as somebody without groups: 429, for one, must take nothing away.
  if (status !== 200) throw new ProviderFailure("provider-unavailable", `user info: ${status}`);
  const info = objectOf(body);
  // Without a subject of its own it may be about anybody.
  if (typeof info.sub !== "string" || info.sub !== (claims.sub ?? info.sub)) {
    throw new ProviderFailure("token-invalid", "sub: the user info is about somebody else");
  }
  return { ...info, ...claims } as Profile;
}
