/** The token endpoint: a code, later a refresh token, for tokens. */
import { z } from "zod";
import type { Provider } from "../providers/provider";
import { clientAuth } from "./client-auth";
import { discover } from "./discovery";
import { ProviderFailure } from "./failure";
import { call, objectOf } from "./outgoing";

const schema = z.object({
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
});

/** What a provider gave for somebody. */
export interface Tokens {
  accessToken: string | undefined;
  refreshToken: string | undefined;
  idToken: string | undefined;
}

/** The provider will not give tokens for this grant, ever: used, expired or taken back. */
export class GrantGone extends ProviderFailure {
  override name = "GrantGone";
}

/** Trades a grant for tokens. Throws {@link GrantGone}, `provider-refused` or `provider-unavailable`. */
export async function requestTokens(
  provider: Provider,
  grant: Record<string, string>,
): Promise<Tokens> {
  const metadata = await discover(provider);
  const { fields, headers } = await clientAuth(provider, metadata);
  const { status, body } = await call(metadata.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({ ...grant, ...fields }),
    headers,
  });
  // GitHub answers 200 to everything.
  const { error } = objectOf(body);
  if (status !== 200 || error !== undefined) {
    const code = String(error ?? status).slice(0, 60);
    const gone =
      code === "invalid_grant" || code === "bad_verification_code" || code === "bad_refresh_token";
    const Failure = gone ? GrantGone : ProviderFailure;
    throw new Failure("provider-refused", `token endpoint: ${code}`);
  }
  const result = schema.safeParse(body);
  if (!result.success) throw new ProviderFailure("token-invalid", "token endpoint: odd answer");
  const { access_token, refresh_token, id_token } = result.data;
  return { accessToken: access_token, refreshToken: refresh_token, idToken: id_token };
}
