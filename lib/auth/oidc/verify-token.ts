/** Signed tokens of providers: the checks that ID tokens and logout tokens have in common. */
import { errors, type JWTPayload, jwtVerify } from "jose";
import type { Provider } from "../providers/provider";
import { discover, type Metadata } from "./discovery";
import { ProviderFailure } from "./failure";
import { withKeys } from "./keys";

/** Public-key signatures only: never `none`, nor a shared secret that a key could be taken for. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA"],
];
/** Seconds by which clocks may differ. */
export const CLOCK_TOLERANCE = 30;

/** What a provider signed: its claims, from the issuer and for the client of `provider`. */
export type Claims = JWTPayload & Record<string, unknown>;

/** Verifies signature, issuer, audience, authorised party and times. Throws `token-invalid`. */
export async function verifyToken(
  token: string,
  provider: Provider,
  required: readonly string[],
): Promise<Claims> {
  const metadata = await discover(provider);
  const claims = await verified(token, provider, metadata, required);
  const audiences = [claims.aud ?? []].flat();
  const { azp } = claims;
  if (azp !== undefined ? azp !== provider.clientId : audiences.length > 1) {
    throw new ProviderFailure("token-invalid", "azp: the token is for another client");
  }
  const now = Date.now() / 1000;
  if (typeof claims.iat !== "number" || claims.iat > now + CLOCK_TOLERANCE) {
    throw new ProviderFailure("token-invalid", "iat: the token is from the future");
  }
  return claims;
}

async function verified(
  token: string,
  provider: Provider,
  metadata: Metadata,
  required: readonly string[],
): Promise<Claims> {
  try {
    return await withKeys(metadata.jwks_uri, async (keys) => {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer: metadata.issuer,
        audience: provider.clientId,
        requiredClaims: ["iss", "aud", "exp", "iat", ...required],
        clockTolerance: CLOCK_TOLERANCE,
      });
      return payload;
    });
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    throw new ProviderFailure("token-invalid", reasonOf(error), { cause: error });
  }
}

/** In a few words what is wrong, with nothing of the token in them. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) {
    return `${error.claim}: ${error.code}`;
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return "alg: not a public-key signature";
  return error instanceof Error && "code" in error ? String(error.code) : "not a signed token";
}
