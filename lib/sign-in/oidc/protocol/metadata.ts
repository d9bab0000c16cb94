/** What we and openid-client read of a provider's discovery document. */
import { z } from "zod";

/** A provider on https must not lead to http. */
const schemaOver = (protocol: RegExp) => {
  const address = z.url({ protocol });
  return z.object({
    issuer: z.string(),
    authorization_endpoint: address,
    token_endpoint: address,
    jwks_uri: address,
    userinfo_endpoint: address.exactOptional(),
    end_session_endpoint: address.exactOptional(),
    token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
    authorization_response_iss_parameter_supported: z.boolean().default(false),
    claims_supported: z.array(z.string()).default([]),
  });
};
export const schemas = { https: schemaOver(/^https$/), loopback: schemaOver(/^https?$/) };
export type Metadata = z.output<typeof schemas.https>;
