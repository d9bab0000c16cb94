/** The provider's signing keys. */
import { generateKeyPairSync, randomUUID } from "node:crypto";
import type { JWK } from "oidc-provider";

/** A new RSA key pair as a private JWK, with an id of its own. */
export function newSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" });
  return { ...jwk, kty: "RSA", use: "sig", alg: "RS256", kid: randomUUID() } as JWK;
}
