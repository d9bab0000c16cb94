/** The setting `privateKey`: the key by which Foyer shows a provider that it is the client. */
import { createPrivateKey, type KeyObject } from "node:crypto";

const CURVES: Record<string, string> = {
  prime256v1: "ES256",
  secp384r1: "ES384",
  secp521r1: "ES512",
};
const SHORTEST_RSA = 2048;

export interface PrivateKey {
  /** PKCS #8. */
  pem: string;
  /** The JWS algorithm to sign with: a JWK's own, else the usual one for such a key. */
  alg: string;
  /** Its name, when it is a JWK that has one. */
  kid: string | undefined;
}

/** The key of a setting: PEM, or a JWK as JSON. Throws when it is none that can be signed with. */
export function privateKeyOf(text: string): PrivateKey {
  const jwk = text.trimStart().startsWith("{") ? JSON.parse(text) : null;
  const key = createPrivateKey(jwk === null ? text : { key: jwk, format: "jwk" });
  return {
    pem: key.export({ type: "pkcs8", format: "pem" }).toString(),
    alg: algorithmOf(key, jwk?.alg),
    kid: typeof jwk?.kid === "string" ? jwk.kid : undefined,
  };
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, wanted: unknown) {
  const { modulusLength = 0, namedCurve = "" } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === "rsa" && modulusLength >= SHORTEST_RSA) {
    return typeof wanted === "string" && /^[RP]S(256|384|512)$/.test(wanted) ? wanted : "RS256";
  }
  const alg = asymmetricKeyType === "ed25519" ? "EdDSA" : CURVES[namedCurve];
  if (!alg) throw new Error("no key of a kind that can be used");
  return alg;
}
