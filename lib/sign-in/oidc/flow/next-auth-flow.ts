/** The browser's part of a sign-in, for next-auth: where to go, with which checks kept in cookies. */
import type { RedirectFlow, User } from "../../core/next-auth";
import { callbackAddress } from "../protocol/authorization";
import type { Metadata } from "../protocol/metadata";
import type { Provider } from "../providers/provider";
import { checkCookies } from "./next-auth-checks";

/** Exchanges the code of a callback and keeps what it gives; what it throws, next-auth swallows. */
export type CodeExchange = (params: Record<string, unknown>, checks: unknown) => Promise<User>;

/**
 * next-auth makes and keeps state, nonce and PKCE verifier, and leads there and back. Tokens are
 * ours to get and check: docs/decisions/010. `params` go to the provider besides the settings'.
 */
export function redirectFlow(
  provider: Provider,
  metadata: Metadata,
  { params = {}, exchange }: { params?: Record<string, string>; exchange?: CodeExchange },
): RedirectFlow {
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
          user = await exchange?.(answer, checks);
          return { tokens: {} };
        },
      },
      userinfo: { request: async () => ({}) },
      profile: async () => user ?? { id: "", sessionToken: "" },
    },
  };
}
