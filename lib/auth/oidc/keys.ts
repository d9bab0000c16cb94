/** Providers' signing keys (JWKS), kept for a while; an unknown key has them fetched again. */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { ProviderFailure } from "./failure";
import { call, objectOf } from "./outgoing";

const MINUTE = 60_000;
const OLDEST = 10 * MINUTE;
/** Between two fetches: a stream of made-up keys must not become a stream of calls. */
const PAUSE = 1000;

interface Entry {
  keys: ReturnType<typeof createLocalJWKSet>;
  fetchedAt: number;
}

// Middleware and pages are separate bundles in one process: they share through globalThis.
const shared = globalThis as { foyerKeys?: Map<string, Promise<Entry>> };

/**
 * Runs `verify` with the keys at an address, once more with fresh ones when no key fits: providers
 * change their keys, some without changing their names.
 */
export async function withKeys<T>(
  jwksUri: string,
  verify: (keys: JWTVerifyGetKey) => Promise<T>,
): Promise<T> {
  const { keys, fetchedAt } = await entryOf(jwksUri, OLDEST);
  try {
    return await verify(keys);
  } catch (error) {
    if (!isKeyProblem(error) || Date.now() - fetchedAt < PAUSE) throw error;
    return verify((await entryOf(jwksUri, PAUSE)).keys);
  }
}

function isKeyProblem(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWSSignatureVerificationFailed
  );
}

async function entryOf(jwksUri: string, maxAge: number): Promise<Entry> {
  shared.foyerKeys ??= new Map();
  const cache = shared.foyerKeys;
  const pending = cache.get(jwksUri);
  const entry = await pending?.catch(() => undefined);
  if (entry && Date.now() - entry.fetchedAt < maxAge) return entry;
  // Somebody else may have begun to fetch while we waited.
  const latest = cache.get(jwksUri);
  if (latest && latest !== pending) return latest;
  const fetching = fetchKeys(jwksUri);
  cache.set(jwksUri, fetching);
  fetching.catch(() => cache.delete(jwksUri));
  return fetching;
}

async function fetchKeys(jwksUri: string): Promise<Entry> {
  const { status, body } = await call(jwksUri);
  try {
    if (status !== 200) throw new Error(`it answered ${status}`);
    const keys = createLocalJWKSet(objectOf(body) as unknown as JSONWebKeySet);
    return { keys, fetchedAt: Date.now() };
  } catch (cause) {
    throw new ProviderFailure("provider-unavailable", `${jwksUri} has no usable keys`, { cause });
  }
}
