/** ID tokens: openid-client has checked their claims; here it is whether the provider signed them. */
import { createHash } from "node:crypto";
import type { Provider } from "../providers/provider";
import { ProviderError } from "./provider-error";
import type { Tokens } from "./tokens";
import { type Claims, verifyToken } from "./verify-token";

/** `exp` says how long one counts; this is only to refuse one from the future. In seconds. */
const ANY_AGE = Number.MAX_SAFE_INTEGER;

/** The claims of the ID token in `tokens`; null when there is none. Throws as `verifyToken` does. */
export async function verifyIdToken(
  provider: Provider,
  { idToken, accessToken }: Tokens,
): Promise<Claims | null> {
  if (!idToken) return null;
  const rules = { required: ["sub"], from: "provider", maxAge: ANY_AGE } as const;
  const { claims, alg } = await verifyToken(idToken, provider, rules);
  // Not asked of us in this flow, and openid-client leaves it; but if it is there, it must be right.
  if (claims.at_hash !== undefined && claims.at_hash !== hashOf(accessToken ?? "", alg)) {
    throw new ProviderError("token-invalid", "at_hash: the ID token is of another access token");
  }
  return claims;
}

/** OpenID Connect Core, section 3.1.3.6: the left half of the hash that goes with the signature. */
function hashOf(accessToken: string, alg: string): string {
  const hash = { "256": "sha256", "384": "sha384" }[alg.slice(-3)] ?? "sha512";
  // EdDSA over Ed25519 hashes with SHA-512; its new name ends with other digits.
  const digest = createHash(alg.startsWith("Ed") ? "sha512" : hash)
    .update(accessToken)
    .digest();
  return digest.subarray(0, digest.length / 2).toString("base64url");
}
