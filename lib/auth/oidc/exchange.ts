/** What comes back from a provider, checked and traded: from the callback's parameters to a person. */
import { z } from "zod";
import { spendOnce } from "../../db/used-values";
import type { Provider } from "../providers/provider";
import { FLOW_SECONDS } from "./attempts";
import { discover } from "./discovery";
import { ProviderFailure } from "./failure";
import { callbackAddress } from "./flow";
import { type Person, readPerson } from "./person";
import { requestTokens, type Tokens } from "./tokens";

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
  const { state, code_verifier, nonce } = known.data;
  const until = new Date(Date.now() + FLOW_SECONDS * 1000);
  if (!(await spendOnce("state", state, until))) {
    throw new ProviderFailure("sign-in-expired", "state: used before");
  }
  const { issuer, authorization_response_iss_parameter_supported: issExpected } =
    await discover(provider);
  // RFC 9207: the answer must be from the provider that was asked.
  if (params.iss === undefined ? issExpected : params.iss !== issuer) {
    throw new ProviderFailure("token-invalid", "iss: the answer is another provider’s");
  }
  if (typeof params.code !== "string" || params.code === "") {
    throw new ProviderFailure("provider-refused", "no code");
  }
  const tokens = await requestTokens(provider, {
    grant_type: "authorization_code",
    code: params.code,
    redirect_uri: callbackAddress(provider),
    code_verifier,
  });
  return { tokens, person: await readPerson(provider, tokens, nonce) };
}
