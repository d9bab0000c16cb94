/** Providers whose own session ends with ours, and where that may lead. */
import { discover, knownMetadata } from "../protocol/discovery";
import type { Provider } from "../providers/provider";
import { providerOf, providers } from "../providers/providers";

/** The provider of an id whose own session is to end with ours, or null. */
export function signOutProvider(id: string | null | undefined): Provider | null {
  const provider = providerOf(id);
  return provider?.signOut === "provider" && !provider.api ? provider : null;
}

/** Origins to which a sign-out may lead, for the content security policy's `form-action`. */
export function signOutOrigins(): string[] {
  const origins = providers()
    .filter(({ id }) => signOutProvider(id))
    .flatMap((provider) => [provider.issuer, endSessionEndpoint(provider) ?? []].flat());
  return [...new Set(origins.map((address) => new URL(address).origin))];
}

function endSessionEndpoint(provider: Provider): string | undefined {
  const metadata = knownMetadata(provider);
  // Not known yet, as after a start: found out for the next page.
  if (!metadata) discover(provider).catch(() => {});
  return metadata?.end_session_endpoint;
}
