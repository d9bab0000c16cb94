/** What comes back from a provider, checked and exchanged: from the callback's parameters to a person. */
import { authorizationCodeGrant } from "openid-client";
import { z } from "zod";
import { consumeOnce } from "../../core/used-values";
import type { Provider } from "../providers/provider";
import { callbackAddress, SIGN_IN_SECONDS } from "./authorization";
import { clientOf } from "./client";
import { type Identity, readIdentity } from "./identity";
import { protocolError } from "./protocol-error";
import { ProviderError } from "./provider-error";
import { type Tokens, tokensIn } from "./tokens";

/** What next-auth kept in this browser's cookies when the sign-in began. */
const checksSchema = z.object({
  state: z.string().min(20),
  code_verifier: z.string().min(43),
  nonce: z.string().min(20),
});

/** Gives tokens and identity for the callback's parameters. Throws ProviderError. */
export async function exchange(
  provider: Provider,
  params: Record<string, unknown>,
  checks: unknown,
): Promise<{ tokens: Tokens; identity: Identity }> {
  const known = checksSchema.safeParse(checks);
  if (!known.success || params.state !== known.data.state) {
    throw new ProviderError("sign-in-expired", "state: not the one of this browser");
  }
  const until = new Date(Date.now() + SIGN_IN_SECONDS * 1000);
  if (!(await consumeOnce("state", known.data.state, until))) {
    throw new ProviderError("sign-in-expired", "state: used before");
  }
  if (typeof params.code !== "string" || params.code === "") {
    throw new ProviderError("provider-refused", "no code");
  }
  const tokens = await exchangeCode(provider, params, known.data);
  return { tokens, identity: await readIdentity(provider, tokens) };
}

async function exchangeCode(
  provider: Provider,
  params: Record<string, unknown>,
  { state, code_verifier, nonce }: z.output<typeof checksSchema>,
): Promise<Tokens> {
  const config = await clientOf(provider);
  const callbackUrl = new URL(callbackAddress(provider));
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "string") callbackUrl.searchParams.set(name, value);
  }
  const own = { expectedState: state, pkceCodeVerifier: code_verifier };
  // GitHub has no ID tokens.
  const checks = provider.api ? own : { ...own, expectedNonce: nonce, idTokenExpected: true };
  try {
    return tokensIn(await authorizationCodeGrant(config, callbackUrl, checks));
  } catch (error) {
    throw protocolError(error, "code exchange");
  }
}
