/** From a callback to the identity it stands for: next-auth checks state and PKCE, and the code is exchanged. */
import { env } from "../../../config/env";
import { runNextAuth } from "../../core/next-auth";
import { discover } from "../protocol/discovery";
import { exchange } from "../protocol/exchange";
import type { Identity } from "../protocol/identity";
import { ProviderError } from "../protocol/provider-error";
import type { Tokens } from "../protocol/tokens";
import type { Provider } from "../providers/provider";
import { cookiesOf } from "./next-auth-checks";
import { type CodeExchange, redirectFlow } from "./next-auth-flow";
import type { PendingSignIn } from "./pending-sign-ins";

/** A callback by its address alone: nothing of it is to be believed yet. */
export interface Callback {
  provider: Provider;
  query: Record<string, string>;
  /** What this browser began with that state; null when it didn't, or when that is over. */
  pending: PendingSignIn | null;
  /** Where it was going, if it was us who wrote that into the state. */
  destination: string | null;
}

type Exchanged = Awaited<ReturnType<typeof exchange>>;

/** The identity and tokens for a callback. Throws a SignInError. */
export async function exchangeCallback(
  { provider, query }: Callback,
  pending: PendingSignIn,
): Promise<{ identity: Identity; tokens: Tokens }> {
  if (query.error) {
    const reason = query.error.replace(/[^\w.-]/g, "").slice(0, 60);
    throw new ProviderError("provider-refused", reason);
  }
  const { state } = pending;
  let outcome: { exchanged: Exchanged } | { error: unknown } | undefined;
  const exchangeCode: CodeExchange = async (params, checks) => {
    try {
      outcome = { exchanged: await exchange(provider, { ...query, ...params, state }, checks) };
      return { id: "known", sessionToken: "" };
    } catch (error) {
      outcome = { error };
      throw error;
    }
  };
  await runNextAuth({
    method: "GET",
    action: "callback",
    provider: provider.id,
    query: { ...query, state },
    cookies: await cookiesOf(pending, provider.id),
    origin: env().appUrl.origin,
    flow: redirectFlow(provider, await discover(provider), { exchange: exchangeCode }),
  });
  if (!outcome) throw new ProviderError("sign-in-expired", "cookies: not taken");
  if ("error" in outcome) throw outcome.error;
  return outcome.exchanged;
}
