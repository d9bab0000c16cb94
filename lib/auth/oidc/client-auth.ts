/** How Foyer shows a token endpoint that it is the client: secret, signed assertion, or not at all. */
import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { Provider } from "../providers/provider";
import { privateKeyOf } from "../providers/settings";
import type { Metadata } from "./discovery";

const ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Form fields and headers that authenticate the client. */
export async function clientAuth(
  provider: Provider,
  metadata: Metadata,
): Promise<{ fields: Record<string, string>; headers: Record<string, string> }> {
  const { clientId, clientSecret, privateKey } = provider;
  if (privateKey) {
    const assertion = await signedAssertion(clientId, privateKey, metadata.issuer);
    const fields = { client_assertion: assertion, client_assertion_type: ASSERTION };
    return { fields: { client_id: clientId, ...fields }, headers: {} };
  }
  if (!clientSecret) return { fields: { client_id: clientId }, headers: {} };
  const methods = metadata.token_endpoint_auth_methods_supported;
  if (!methods.includes("client_secret_basic") && methods.includes("client_secret_post")) {
    return { fields: { client_id: clientId, client_secret: clientSecret }, headers: {} };
  }
  const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
  const headers = { Authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
  return { fields: {}, headers };
}

async function signedAssertion(clientId: string, setting: string, audience: string) {
  const { key, kid } = privateKeyOf(setting);
  const alg = algorithmOf(key.asymmetricKeyType, key.asymmetricKeyDetails?.namedCurve);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg, ...(kid ? { kid } : {}) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime("60s")
    .sign(key);
}

function algorithmOf(type: string | undefined, curve: string | undefined): string {
  if (type === "rsa") return "RS256";
  if (type === "rsa-pss") return "PS256";
  if (type === "ec") return { secp384r1: "ES384", secp521r1: "ES512" }[curve ?? ""] ?? "ES256";
  return "EdDSA";
}

/** RFC 6749, section 2.3.1. */
function formEncoded(text: string): string {
  return new URLSearchParams({ _: text }).toString().slice(2);
}
