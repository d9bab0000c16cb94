/** What a provider gives for somebody, and has renewed. */
import { refreshTokenGrant, type TokenEndpointResponse } from "openid-client";
import type { Provider } from "../providers/provider";
import { clientOf } from "./client";
import { protocolError } from "./protocol-error";
import { ProviderError } from "./provider-error";

export interface Tokens {
  accessToken: string | undefined;
  refreshToken: string | undefined;
  idToken: string | undefined;
}

/** The tokens in an answer of the token endpoint. */
export function tokensIn(answer: TokenEndpointResponse): Tokens {
  const { access_token, refresh_token, id_token } = answer;
  return { accessToken: access_token, refreshToken: refresh_token, idToken: id_token };
}

/** Exchanges a refresh token. Throws a ProviderError; unless that is temporary, the grant is lost. */
export async function refreshTokens(provider: Provider, { refreshToken }: Tokens): Promise<Tokens> {
  if (!refreshToken) throw new ProviderError("provider-refused", "no refresh token");
  const config = await clientOf(provider);
  try {
    return tokensIn(await refreshTokenGrant(config, refreshToken));
  } catch (error) {
    throw protocolError(error, "token endpoint");
  }
}
