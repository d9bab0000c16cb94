/** Settings of a provider, as variables for a server under test. */
import { CLIENT_SECRET } from "@/scripts/sso-demo/provider/client";

/** `OIDC_<ID>_…` for a provider at this address; `more` by the ends of their names. */
export function providerVariables(
  id: string,
  issuer: string,
  more: Record<string, string> = {},
): Record<string, string> {
  const settings = { ISSUER: issuer, CLIENT_ID: "foyer", CLIENT_SECRET, ...more };
  const name = id.toUpperCase().replaceAll("-", "_");
  return Object.fromEntries(
    Object.entries(settings).map(([ending, value]) => [`OIDC_${name}_${ending}`, value]),
  );
}
