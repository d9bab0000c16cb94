/** Providers' signing keys (JWKS), as jose fetches and keeps them. */
import { createRemoteJWKSet, customFetch } from "jose";
import { processState } from "../../../process/process-state";
import { boundedFetch, CALL_LIMIT } from "./outgoing";

const MINUTE = 60_000;

type KeySet = ReturnType<typeof createRemoteJWKSet>;

/** By address. */
const keySets = processState("provider keys", () => new Map<string, KeySet>());

/**
 * The keys at an address. Ten minutes old at most; a token whose key is not among them has them
 * fetched again, but not within a minute: made-up tokens must not become a stream of calls.
 */
export function keysAt(jwksUri: string): KeySet {
  const known = keySets.get(jwksUri);
  if (known) return known;
  const keys = createRemoteJWKSet(new URL(jwksUri), {
    cacheMaxAge: 10 * MINUTE,
    cooldownDuration: MINUTE,
    timeoutDuration: CALL_LIMIT,
    [customFetch]: boundedFetch,
  });
  keySets.set(jwksUri, keys);
  return keys;
}
