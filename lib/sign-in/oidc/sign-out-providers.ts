/** Providers whose own session ends with ours, and where that may lead: what middleware needs of it. */
import { env } from "../../config/env";
import { discover, knownMetadata } from "./discovery";
import type { Provider } from "./providers/provider";

/** The provider of an id whose own session is to end with ours, or null. */
export function signOutProvider(id: string | null | undefined): Provider | null {
  const provider = env().providers.find((one) => one.id === id);
  return provider?.signOut === "provider" && !provider.api ? provider : null;
}

/** Origins to which a sign-out may lead, for the content security policy's `form-action`. */
export function signOutOrigins(): string[] {
  const origins = env()
    .providers.filter(({ id }) => signOutProvider(id))
    .flatMap((provider) => [provider.issuer, endSessionEndpoint(provider) ?? []].flat());
  return [...new Set(origins.map((address) => new URL(address).origin))];
}

function endSessionEndpoint(provider: Provider): string | undefined {
  const metadata = knownMetadata(provider);
  // Not known yet, as after a start: found out for the next page.
  if (!metadata) discover(provider).catch(() => {});
  return metadata?.end_session_endpoint;
}
