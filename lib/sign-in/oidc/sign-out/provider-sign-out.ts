/** Signing out at the provider too (RP-initiated logout), for providers that are set to. */
import { setTimeout as pause } from "node:timers/promises";
import { siteAddress } from "../../../http/site-address";
import { sitePath } from "../../../http/site-path";
import { log } from "../../../log/log";
import type { EndedSession } from "../../../session/session-changes";
import { discover } from "../protocol/discovery";
import type { Provider } from "../providers/provider";
import { decryptTokens } from "../sessions/encrypted-tokens";
import { isHintGood, requireReachable } from "./sign-out-check";
import { signOutProvider } from "./sign-out-providers";

/** Longest that signing out waits to know whether the provider requireReachable, in milliseconds. */
const MAX_WAIT = 2000;

/**
 * Longest address with a hint, in characters. It is a header of our answer as well: nginx in front
 * of Foyer takes 4 KB of these by default, of which the others need up to half. IIS takes 2,048 in
 * a query and Keycloak 4,096 in a first line; a token with 300 groups has 12,000.
 */
const LONGEST = 2000;

/**
 * Where to go after a session ended here: to its provider, to end the session there as well, or to
 * our own page that says why that can't be done now. Null when there is nothing to end elsewhere.
 */
export async function providerSignOut(ended: EndedSession): Promise<string | null> {
  const { id, method, tokens } = ended;
  const provider = signOutProvider(method.replace(/^oidc:/, ""));
  if (!provider) return null;
  const hint = tokens === null ? undefined : decryptTokens(tokens, id)?.idToken;
  return signOutAtProvider(provider, hint);
}

/** The same for a provider by itself, when our session is over already. Takes two seconds at most. */
export async function signOutAtProvider(provider: Provider, hint?: string): Promise<string | null> {
  const late = pause(MAX_WAIT, "late" as const, { ref: false });
  try {
    const address = await Promise.race([addressOf(provider, hint), late]);
    if (address !== "late") return address;
    log().warn({ provider: provider.id }, "no sign-out at the provider: it does not answer");
  } catch (error) {
    // Here it is over in any case.
    log().warn({ err: error, provider: provider.id }, "no sign-out at the provider");
  }
  return sitePath(`/signed-out?provider=${encodeURIComponent(provider.id)}`);
}

async function addressOf(provider: Provider, hint: string | undefined): Promise<string | null> {
  const { end_session_endpoint: endpoint, jwks_uri: keys } = await discover(provider);
  if (!endpoint) return null;
  const url = new URL(endpoint);
  url.searchParams.set("client_id", provider.clientId);
  url.searchParams.set("post_logout_redirect_uri", siteAddress("/login?signedOut"));
  const withHint = new URL(url);
  if (hint) withHint.searchParams.set("id_token_hint", hint);
  const fits = hint !== undefined && withHint.href.length <= LONGEST;
  const [, good] = await Promise.all([requireReachable(endpoint), fits && isHintGood(hint, keys)]);
  // Without a hint the provider may ask whether the person means it; with one it won't take, it
  // shows an error and ends nothing.
  return good ? withHint.href : url.href;
}
