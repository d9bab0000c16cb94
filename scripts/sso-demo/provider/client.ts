/** Foyer as its local provider knows it. */
import type { ClientMetadata } from "oidc-provider";

/** A secret that guards nothing: everybody has it, and the provider listens on this machine only. */
export const CLIENT_SECRET = "the client's secret at the local provider";

/** The client for a Foyer at this address, which knows the provider by this id. */
export function clientOf(foyerUrl: string, providerId: string): ClientMetadata {
  return {
    client_id: "foyer",
    client_secret: CLIENT_SECRET,
    redirect_uris: [`${foyerUrl}/api/auth/callback/${providerId}`],
    post_logout_redirect_uris: [`${foyerUrl}/login?signedOut`, `${foyerUrl}/login`],
    backchannel_logout_uri: `${foyerUrl}/api/auth/backchannel/${providerId}`,
    backchannel_logout_session_required: true,
  };
}
