/** openid-client, set up for one provider: what it says of itself, who we are there, bounded calls. */
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  clockTolerance,
  customFetch,
  None,
} from "openid-client";
import type { Provider } from "../providers/provider";
import { ClientSecretBasic, privateKeyJwt } from "./client-auth";
import { discover } from "./discovery";
import type { Metadata } from "./metadata";
import { boundedFetch, CALL_LIMIT, jsonOf, objectOf } from "./outgoing";
import { ALGORITHMS, CLOCK_TOLERANCE } from "./verify-token";

/** For the calls of openid-client to this provider. Throws `provider-unavailable`. */
export async function clientOf(provider: Provider): Promise<Configuration> {
  const metadata = await discover(provider);
  const config = new Configuration(
    // Whatever it offers besides: only these are taken.
    { ...metadata, id_token_signing_alg_values_supported: [...ALGORITHMS] },
    provider.clientId,
    { [clockTolerance]: CLOCK_TOLERANCE },
    await authentication(provider, metadata),
  );
  config[customFetch] = fetchAsSpecified;
  config.timeout = CALL_LIMIT / 1000;
  // Settings allow http on this machine only.
  if (provider.issuer.startsWith("http:")) allowInsecureRequests(config);
  return config;
}

async function authentication(provider: Provider, metadata: Metadata): Promise<ClientAuth> {
  const { clientSecret, privateKey } = provider;
  if (privateKey) return privateKeyJwt(privateKey);
  if (!clientSecret) return None();
  const methods = metadata.token_endpoint_auth_methods_supported;
  const postOnly =
    !methods.includes("client_secret_basic") && methods.includes("client_secret_post");
  return postOnly ? ClientSecretPost(clientSecret) : ClientSecretBasic(clientSecret);
}

/**
 * A token endpoint's errors in one form. GitHub answers 200 to everything; others send a challenge
 * besides, which openid-client would report instead of the error.
 */
const fetchAsSpecified: CustomFetch = async (url, { method, headers, body }) => {
  // It sends forms or nothing.
  const form = body instanceof URLSearchParams ? body : null;
  const response = await boundedFetch(url, { method, headers, body: form });
  if (form === null) return response;
  const error = objectOf(await jsonOf(response.clone())).error ?? undefined;
  return error === undefined ? response : Response.json({ error: String(error) }, { status: 400 });
};
