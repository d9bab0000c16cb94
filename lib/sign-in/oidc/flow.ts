/** The browser's part of a sign-in, for next-auth: where to go, with which checks kept in cookies. */
import { siteAddress } from "../../http/site-address";
import type { CookiesOptions, OAuthConfig, User } from "../core/next-auth";
import type { Metadata } from "./discovery";
import { checkCookies } from "./next-auth-checks";
import type { Provider } from "./providers/provider";

/** A provider as next-auth takes it, with the names of the cookies it keeps. */
export interface Flow {
  provider: OAuthConfig<Record<string, unknown>>;
  cookies: Partial<CookiesOptions>;
}

/** Trades what came back for the person here; what it throws, next-auth swallows. */
export type Trade = (params: Record<string, unknown>, checks: unknown) => Promise<User>;

/** The address to which the provider sends people back. */
export function callbackAddress({ id }: Provider): string {
  return siteAddress(`/api/auth/callback/${id}`);
}

/**
 * next-auth makes and keeps state, nonce and PKCE verifier, and leads there and back. Tokens are
 * ours to get and check: docs/decisions/010. `params` go to the provider besides the settings'.
 */
export function flowOf(
  provider: Provider,
  metadata: Metadata,
  { params = {}, trade }: { params?: Record<string, string>; trade?: Trade },
): Flow {
  const { id, label, clientId, scopes, authorizationParams } = provider;
  const redirect_uri = callbackAddress(provider);
  let user: User | undefined;
  return {
    cookies: checkCookies,
    provider: {
      id,
      name: label,
      type: "oauth",
      clientId,
      client: { token_endpoint_auth_method: "none" },
      issuer: metadata.issuer,
      idToken: false,
      checks: ["pkce", "state", "nonce"],
      authorization: {
        url: metadata.authorization_endpoint,
        params: { ...authorizationParams, ...params, scope: scopes, redirect_uri },
      },
      token: {
        async request({ params: answer, checks }) {
          user = await trade?.(answer, checks);
          return { tokens: {} };
        },
      },
      userinfo: { request: async () => ({}) },
      profile: async () => user ?? { id: "", sessionToken: "" },
    },
  };
}
