/** Signed tokens of providers, verified by jose: what ID tokens and logout tokens have in common. */
import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from "jose";
import { signInErrorIn } from "../../core/sign-in-error";
import type { Provider } from "../providers/provider";
import { discover } from "./discovery";
import { keysAt } from "./keys";
import { ProviderError } from "./provider-error";

/** Public-key signatures only: never `none`, nor a shared secret that a key could be taken for. */
export const ALGORITHMS: readonly string[] = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
const NO_KEY_FITS: string[] = [
  errors.JWKSNoMatchingKey.code,
  // Some change their keys without changing their names.
  errors.JWSSignatureVerificationFailed.code,
];
/** What fetching keys ends with, when there is an answer but not of the right kind. */
const NO_KEYS: string[] = [errors.JOSEError.code, errors.JWKSInvalid.code];
/** Seconds by which clocks may differ. */
export const CLOCK_TOLERANCE = 30;

/** What a provider signed: its claims, from the issuer and for the client of `provider`. */
export type Claims = JWTPayload & Record<string, unknown>;

export interface TokenRules {
  /** Claims that must be there besides `iss`, `aud`, `exp` and `iat`. */
  required: readonly string[];
  /** Given by the provider itself, or sent by whoever says so. */
  from: "provider" | "anybody";
  /** Oldest `iat` in seconds. */
  maxAge: number;
  /** The explicit `typ` of such tokens, `…+jwt`; one without any, or just `JWT`, counts too. */
  typ?: string;
}

/**
 * Verifies signature, issuer, audience, authorised party, kind and times. Throws `token-invalid`,
 * or `provider-unavailable` when there are no keys to do it with.
 */
export async function verifyToken(
  token: string,
  provider: Provider,
  rules: TokenRules,
): Promise<{ claims: Claims; alg: string }> {
  const { issuer, jwks_uri } = await discover(provider);
  const { payload: claims, protectedHeader } = await verified(token, jwks_uri, rules.from, {
    algorithms: [...ALGORITHMS],
    issuer,
    audience: provider.clientId,
    requiredClaims: ["exp", ...rules.required],
    maxTokenAge: rules.maxAge,
    clockTolerance: CLOCK_TOLERANCE,
  }).catch((error: unknown) => {
    throw signInErrorIn(error) ?? tokenErrorOf(error, jwks_uri);
  });
  const audiences = [claims.aud ?? []].flat();
  const { azp } = claims;
  // openid-client looks at `azp` only when there are several audiences.
  if (azp !== undefined ? azp !== provider.clientId : audiences.length > 1) {
    throw new ProviderError("token-invalid", "azp: the token is for another client");
  }
  const typ = protectedHeader.typ?.toLowerCase().replace(/^application\//, "");
  if (typ?.endsWith("+jwt") && typ !== rules.typ) {
    throw new ProviderError("token-invalid", "typ: another kind of token");
  }
  return { claims, alg: protectedHeader.alg };
}

/** Verifies; once more with fresh keys when none fits, unless that would be at a stranger's word. */
async function verified(
  token: string,
  jwksUri: string,
  from: TokenRules["from"],
  options: JWTVerifyOptions,
) {
  const keys = keysAt(jwksUri);
  try {
    return await jwtVerify<Record<string, unknown>>(token, keys, options);
  } catch (error) {
    const fresh = keys.coolingDown && from === "anybody";
    if (!NO_KEY_FITS.includes(codeOf(error)) || fresh) throw error;
    await keys.reload();
    return jwtVerify<Record<string, unknown>>(token, keys, options);
  }
}

function tokenErrorOf(error: unknown, jwksUri: string): ProviderError {
  const options = { cause: error };
  if (NO_KEYS.includes(codeOf(error))) {
    return new ProviderError("provider-unavailable", `${jwksUri} has no usable keys`, options);
  }
  // In a few words what is wrong, with nothing of the token in them.
  const claim = error instanceof Error && "claim" in error ? `${error.claim}: ` : "";
  return new ProviderError("token-invalid", claim + codeOf(error), options);
}

/** jose's errors are told apart by code: key sets may come from another bundle's copy of it. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "not a signed token";
}
