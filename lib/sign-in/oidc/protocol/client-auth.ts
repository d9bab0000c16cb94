/** Ways of showing a token endpoint that we are the client, where openid-client's own don't do. */
import { importPKCS8 } from "jose";
import { type ClientAuth, modifyAssertion, PrivateKeyJwt } from "openid-client";
import { privateKeyOf } from "../providers/private-key";

/**
 * The secret in a header. openid-client encodes hyphens and dots too, as may be done; providers
 * that don't decode (GitLab) then refuse a right secret. This encodes what must be.
 */
export function ClientSecretBasic(clientSecret: string): ClientAuth {
  return (_server, { client_id }, _body, headers) => {
    const pair = `${formEncoded(client_id)}:${formEncoded(clientSecret)}`;
    headers.set("authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
  };
}

/** An assertion signed with the key of a `privateKey` setting. */
export async function privateKeyJwt(setting: string): Promise<ClientAuth> {
  const { pem, alg, kid } = privateKeyOf(setting);
  const key = await importPKCS8(pem, alg);
  return PrivateKeyJwt(kid ? { key, kid } : key, {
    [modifyAssertion]: (header) => {
      // EdDSA, for one: the name that every provider knows, rather than the newer Ed25519.
      header.alg = alg;
    },
  });
}

/** RFC 6749, section 2.3.1. */
function formEncoded(text: string): string {
  return new URLSearchParams({ _: text }).toString().slice(2);
}
