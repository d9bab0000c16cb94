/** Tokens as a hostile or broken provider would make them: each way wrong in one respect. */
import { createHmac, randomUUID } from "node:crypto";
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from "jose";

export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

/** Makes a token of claims, with the provider's current key. */
export type Signer = (claims: JWTPayload, key: SigningKey) => Promise<string>;

export async function newKey(): Promise<SigningKey> {
  return { kid: randomUUID(), ...(await generateKeyPair("RS256", { extractable: true })) };
}

/** A key as it is published. */
export async function published({ kid, publicKey }: SigningKey): Promise<JWK> {
  return { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
}

/** As it should be. */
export const properly: Signer = (claims, { kid, privateKey }) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);

/** As it should be, with more in its header. */
export const withHeader =
  (more: Record<string, unknown>): Signer =>
  (claims, { kid, privateKey }) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid, ...more })
      .sign(privateKey, { crit: { "urn:example:law": true } });

/** By somebody else, with the key to check it by beside it. */
export const withItsOwnKey: Signer = async (claims) => {
  const own = await newKey();
  return withHeader({ jwk: await exportJWK(own.publicKey) })(claims, own);
};

/** With an extension that must be understood. */
export const withLaw = withHeader({ crit: ["urn:example:law"], "urn:example:law": 1 });

/** By somebody else who says it was this provider's key. */
export const byAnotherKey: Signer = async (claims, { kid }) =>
  properly(claims, { ...(await newKey()), kid });

/** With a key that was never published. */
export const byUnknownKey: Signer = async (claims) => properly(claims, await newKey());

/** Not at all. */
export const unsigned: Signer = async (claims) => `${encoded({ alg: "none" })}.${encoded(claims)}.`;

/** Properly, but with the signature cut off. */
export const withoutSignature: Signer = async (claims, key) =>
  (await properly(claims, key)).replace(/[^.]*$/, "");

/** Properly, and then the claims were changed. */
export const tampered: Signer = async (claims, key) => {
  const [header, , signature] = (await properly(claims, key)).split(".");
  return `${header}.${encoded({ ...claims, sub: "somebody-else" })}.${signature}`;
};

/** As a message authentication code, with the published key as its secret. */
export const hmacWithPublicKey: Signer = async (claims, { kid, publicKey }) => {
  const signed = `${encoded({ alg: "HS256", kid })}.${encoded(claims)}`;
  const code = createHmac("sha256", await exportSPKI(publicKey)).update(signed);
  return `${signed}.${code.digest("base64url")}`;
};

/** As a message authentication code, with the client's secret: real, but everybody has that one. */
export const hmacWithClientSecret =
  (secret: string): Signer =>
  async (claims) => {
    const signed = `${encoded({ alg: "HS256" })}.${encoded(claims)}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  };

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
