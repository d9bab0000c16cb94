/** Signing out at the provider too (RP-initiated logout), for providers that are set to. */
import type { EndedSession } from "../../db/sessions";
import { env } from "../../env";
import { siteAddress } from "../../http/site-address";
import { log } from "../../log";
import type { Provider } from "../providers/provider";
import { discover, knownMetadata } from "./discovery";
import { openTokens } from "./sealed-tokens";

/** Where to go to end the provider's session as well; null when it is not to end, or can't be. */
export async function providerSignOut({
  id,
  method,
  tokens,
}: EndedSession): Promise<string | null> {
  const provider = env().providers.find((one) => `oidc:${one.id}` === method);
  if (provider?.signOut !== "provider" || provider.api) return null;
  try {
    const { end_session_endpoint: address } = await discover(provider);
    if (!address) return null;
    const url = new URL(address);
    const idToken = tokens === null ? undefined : openTokens(tokens, id)?.idToken;
    if (idToken) url.searchParams.set("id_token_hint", idToken);
    url.searchParams.set("client_id", provider.clientId);
    url.searchParams.set("post_logout_redirect_uri", siteAddress("/login?signedOut"));
    return url.href;
  } catch (error) {
    // Here it is over in any case.
    log().warn({ err: error, provider: provider.id }, "no sign-out at the provider");
    return null;
  }
}

/** Origins to which a sign-out may lead, for the content security policy's `form-action`. */
export function signOutOrigins(): string[] {
  const origins = env()
    .providers.filter(({ signOut, api }) => signOut === "provider" && !api)
    .flatMap((provider) => [provider.issuer, endSessionEndpoint(provider) ?? []].flat());
  return [...new Set(origins.map((address) => new URL(address).origin))];
}

function endSessionEndpoint(provider: Provider): string | undefined {
  const metadata = knownMetadata(provider);
  // Not known yet, as after a start: found out for the next page.
  if (!metadata) discover(provider).catch(() => {});
  return metadata?.end_session_endpoint;
}
