/** Before people are sent to a provider to sign out: does it answer, and will it take the hint? */
import { setTimeout as pause } from "node:timers/promises";
import { compactVerify, createLocalJWKSet, type JWK } from "jose";
import { z } from "zod";
import { processState } from "../../../process/process-state";
import { call } from "../protocol/outgoing";
import { ProviderError } from "../protocol/provider-error";

/** Milliseconds for each question; they are asked at the same time. */
const LIMIT = 1500;

const keySet = z.object({
  keys: z.array(z.custom<JWK>((key) => typeof key === "object" && key !== null)),
});

/** Those under way, by address. */
const checks = processState("checks before a sign-out", () => new Map<string, Promise<void>>());

/**
 * Throws `provider-unavailable` unless something answers at an address: nothing is asked of it, and
 * only 5xx counts as no answer. Those who ask at the same time share one call.
 */
export async function requireReachable(address: string): Promise<void> {
  const check = checks.get(address) ?? ask(address).finally(() => checks.delete(address));
  checks.set(address, check);
  return check;
}

async function ask(address: string): Promise<void> {
  const { host } = new URL(address);
  try {
    const signal = AbortSignal.timeout(LIMIT);
    const headers = { "User-Agent": "Foyer" };
    const response = await fetch(address, {
      headers,
      redirect: "manual",
      cache: "no-store",
      signal,
    });
    await response.body?.cancel();
    if (response.status >= 500) throw new Error(`it answered ${response.status}`);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ProviderError("provider-unavailable", `${host} can't be used: ${message}`, {
      cause,
    });
  }
}

/**
 * Whether the provider still has the key that signed an ID token: it takes no other as a hint. The
 * keys are fetched anew, since those that are kept may be the old ones. Its age doesn't matter.
 */
export async function isHintGood(idToken: string, jwksUri: string): Promise<boolean> {
  const verified = async () => {
    const { body } = await call(jwksUri);
    await compactVerify(idToken, createLocalJWKSet(keySet.parse(body)));
    return true;
  };
  return Promise.race([verified(), pause(LIMIT, false, { ref: false })]).catch(() => false);
}
