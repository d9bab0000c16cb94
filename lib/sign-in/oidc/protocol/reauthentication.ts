/**
 * Asks a provider to have its person sign in anew, and checks that it did: whoever sits here may
 * not be the one whose session that browser has there.
 */
import { decodeJwt } from "jose";
import type { Provider } from "../providers/provider";
import { ProviderError } from "./provider-error";
import type { Tokens } from "./tokens";
import { CLOCK_TOLERANCE } from "./verify-token";

/** What to send to the provider. Those that know no fresh sign-in can at least ask which account. */
export function reauthenticationParams({ signsInAnew }: Provider): Record<string, string> {
  return signsInAnew ? { prompt: "login", max_age: "0" } : { prompt: "select_account" };
}

/**
 * Throws `not-signed-in-anew` unless the ID token, which has been verified, says that the person
 * signed in after `begunAt`. Nothing can be asked of providers that know no such thing.
 */
export function requireReauthentication(
  provider: Provider,
  { idToken }: Tokens,
  begunAt: Date,
): void {
  if (!provider.signsInAnew) return;
  const { auth_time: at } = idToken ? decodeJwt(idToken) : {};
  if (typeof at !== "number") {
    throw new ProviderError("not-signed-in-anew", "auth_time: not in the ID token");
  }
  const earliest = begunAt.getTime() / 1000 - CLOCK_TOLERANCE;
  const latest = Date.now() / 1000 + CLOCK_TOLERANCE;
  if (!(earliest <= at && at <= latest)) {
    throw new ProviderError("not-signed-in-anew", "auth_time: not of this sign-in");
  }
}
