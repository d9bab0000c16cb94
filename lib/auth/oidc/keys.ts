/** Providers' signing keys (JWKS), kept for a while; an unknown key has them fetched again. */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { ProviderFailure, rethrow } from "./failure";
import { call, objectOf } from "./outgoing";

const MINUTE = 60_000;
const OLDEST = 10 * MINUTE;
/** Between two second looks: a stream of made-up keys must not become a stream of calls. */
const PAUSE = 3000;

const FORGED = errors.JWSSignatureVerificationFailed.code;

type Keys = ReturnType<typeof createLocalJWKSet>;
interface Fetch {
  keys: Promise<Keys>;
  begunAt: number;
  /** Whether it was done because no key fitted. */
  secondLook: boolean;
}

// Middleware and pages are separate bundles in one process: they share through globalThis.
const shared = globalThis as { foyerKeys?: Map<string, Fetch> };

/**
 * Runs `verify` with the keys at an address, once more with fresh ones when no key fits: providers
 * change their keys, some without changing their names.
 */
export async function withKeys<T>(
  jwksUri: string,
  verify: (keys: JWTVerifyGetKey) => Promise<T>,
): Promise<T> {
  const first = latest(jwksUri);
  const keys = await first.keys.catch(rethrow);
  try {
    return await verify(keys);
  } catch (error) {
    const second = isKeyProblem(error) ? after(first, jwksUri) : null;
    if (!second) throw error;
    return verify(await second.keys.catch(rethrow));
  }
}

function isKeyProblem(error: unknown): boolean {
  // By its code: keys may come from another bundle's copy of the library.
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === errors.JWKSNoMatchingKey.code || code === FORGED;
}

/** The last fetch, unless it is too old. */
function latest(jwksUri: string): Fetch {
  const last = shared.foyerKeys?.get(jwksUri);
  return last && Date.now() - last.begunAt < OLDEST ? last : fetchAnew(jwksUri, false);
}

/** A later fetch than `first`, which may be somebody else's; null when there was a second look just now. */
function after(first: Fetch, jwksUri: string): Fetch | null {
  const last = shared.foyerKeys?.get(jwksUri);
  if (last && last !== first) return last;
  if (first.secondLook && Date.now() - first.begunAt < PAUSE) return null;
  return fetchAnew(jwksUri, true);
}

function fetchAnew(jwksUri: string, secondLook: boolean): Fetch {
  shared.foyerKeys ??= new Map();
  const cache = shared.foyerKeys;
  const begun = { keys: fetchKeys(jwksUri), begunAt: Date.now(), secondLook };
  cache.set(jwksUri, begun);
  begun.keys.catch(() => {
    if (cache.get(jwksUri) === begun) cache.delete(jwksUri);
  });
  return begun;
}

async function fetchKeys(jwksUri: string): Promise<Keys> {
  const { status, body } = await call(jwksUri);
  try {
    if (status !== 200) throw new Error(`it answered ${status}`);
    // Whether it is a key set is what the function itself checks: it throws for anything else.
    return createLocalJWKSet(objectOf(body) as unknown as JSONWebKeySet);
  } catch (cause) {
    throw new ProviderFailure("provider-unavailable", `${jwksUri} has no usable keys`, { cause });
  }
}
