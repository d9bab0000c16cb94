/** What comes back from a provider, checked and traded: from the callback's parameters to a person. */
import { authorizationCodeGrant } from "openid-client";
import { z } from "zod";
import { consumeOnce } from "../core/used-values";
import { FLOW_SECONDS } from "./attempts";
import { clientOf } from "./client";
import { ProviderFailure } from "./failure";
import { callbackAddress } from "./flow";
import { type Person, readPerson } from "./person";
import { protocolFailure } from "./protocol-error";
import type { Provider } from "./providers/provider";
import { type Tokens, tokensIn } from "./tokens";

/** What next-auth kept in this browser's cookies when the sign-in began. */
const checksSchema = z.object({
  state: z.string().min(20),
  code_verifier: z.string().min(43),
  nonce: z.string().min(20),
});

/** Gives tokens and person for the callback's parameters. Throws ProviderFailure. */
export async function exchange(
  provider: Provider,
  params: Record<string, unknown>,
  checks: unknown,
): Promise<{ tokens: Tokens; person: Person }> {
  const known = checksSchema.safeParse(checks);
  if (!known.success || params.state !== known.data.state) {
    throw new ProviderFailure("sign-in-expired", "state: not the one of this browser");
  }
  const until = new Date(Date.now() + FLOW_SECONDS * 1000);
  if (!(await consumeOnce("state", known.data.state, until))) {
    throw new ProviderFailure("sign-in-expired", "state: used before");
  }
  if (typeof params.code !== "string" || params.code === "") {
    throw new ProviderFailure("provider-refused", "no code");
  }
  const tokens = await tradeCode(provider, params, known.data);
  return { tokens, person: await readPerson(provider, tokens) };
}

async function tradeCode(
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
    throw protocolFailure(error, "code exchange");
  }
}
