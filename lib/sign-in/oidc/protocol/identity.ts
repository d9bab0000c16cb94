/** Who somebody is at a provider: subject and claims, from the ID token and the provider's API. */
import { fetchUserInfo, skipSubjectCheck } from "openid-client";
import type { Profile } from "../../core/candidate";
import type { Provider } from "../providers/provider";
import { claimAt } from "./claims";
import { clientOf } from "./client";
import { discover } from "./discovery";
import { readGithubProfile } from "./github-profile";
import { protocolError } from "./protocol-error";
import { ProviderError } from "./provider-error";
import type { Tokens } from "./tokens";
import { verifyIdToken } from "./verify-id-token";

export interface Identity {
  issuer: string;
  subject: string;
  /** The provider's name for its own session, when it gives one. */
  sid: string | null;
  /** All claims, the ID token's before those of the user info. */
  profile: Profile;
}

/** The person of tokens that were just given or renewed. Throws ProviderError. */
export async function readIdentity(provider: Provider, tokens: Tokens): Promise<Identity> {
  const { issuer } = await discover(provider);
  if (provider.api === "github") {
    const { subject, profile } = await readGithubProfile(provider.issuer, tokens.accessToken ?? "");
    return { issuer, subject, sid: null, profile };
  }
  const claims = (await verifyIdToken(provider, tokens)) ?? {};
  const profile = await completed(provider, tokens, claims);
  const { sub, sid } = profile;
  if (typeof sub !== "string" || sub === "" || sub.length > 255) {
    throw new ProviderError("token-invalid", "sub: not a name");
  }
  return { issuer, subject: sub, sid: typeof sid === "string" && sid ? sid : null, profile };
}

/** Adds the user info, if the ID token lacks something that is wanted. */
async function completed(provider: Provider, { accessToken }: Tokens, claims: Profile) {
  const config = await clientOf(provider);
  const wanted = Object.values(provider.claims).filter((path) => path !== "");
  const complete = "sub" in claims && wanted.every((path) => claimAt(claims, path) !== undefined);
  const hasUserInfo = config.serverMetadata().userinfo_endpoint !== undefined;
  if (complete || !hasUserInfo || !accessToken) return claims;
  // After a refresh without an ID token it says itself whom it is about; that is compared later.
  const subject = typeof claims.sub === "string" && claims.sub ? claims.sub : skipSubjectCheck;
  try {
    return { ...(await fetchUserInfo(config, accessToken, subject)), ...claims };
  } catch (error) {
    throw protocolError(error, "user info");
  }
}
