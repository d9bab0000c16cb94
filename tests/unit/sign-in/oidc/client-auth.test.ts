/** How Foyer shows a provider that it is the client: by secret, in two ways, by key, or not at all. */
import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { jwtVerify } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { refreshTokens } from "@/lib/sign-in/oidc/protocol/tokens";
import type { Provider } from "@/lib/sign-in/oidc/providers/provider";
import { configuredProvider } from "../../../support/oidc/configured";
import { forgetMetadata } from "../../../support/oidc/forget";

const { evil, provider } = await configuredProvider();
const old = { accessToken: undefined, refreshToken: "r", idToken: undefined };

beforeEach(() => {
  evil.behave();
  forgetMetadata();
});

/** What the token endpoint got. */
async function sent(change: Partial<Provider>) {
  await refreshTokens(provider(change), old);
  const form = Object.fromEntries(evil.grants.at(-1) ?? []);
  return { form, authorization: evil.authorization };
}

const offers = (methods: string[] | undefined) =>
  evil.behave({
    metadata: (usual) => ({ ...usual, token_endpoint_auth_methods_supported: methods }),
  });

describe("a secret", () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

  it.each([
    [undefined],
    [["client_secret_basic"]],
    [["client_secret_post", "client_secret_basic"]],
  ])("goes into the header where %j is offered", async (methods) => {
    offers(methods);
    const { form, authorization } = await sent({ clientSecret: "a: ü%+" });
    expect(authorization).toBe(basic("foyer:a%3A+%C3%BC%25%2B"));
    expect(form).toEqual({ grant_type: "refresh_token", refresh_token: "r" });
  });

  it("is not encoded where it need not be: some providers don't decode", async () => {
    evil.behave({ claims: (usual) => ({ ...usual, aud: "foyer-1.app" }) });
    const { authorization } = await sent({ clientId: "foyer-1.app", clientSecret: "gloas-a_b.c*" });
    expect(authorization).toBe(basic("foyer-1.app:gloas-a_b.c*"));
  });

  it("goes into the form where only that is offered", async () => {
    offers(["client_secret_post"]);
    const { form, authorization } = await sent({ clientSecret: "s" });
    expect(form).toMatchObject({ client_id: "foyer", client_secret: "s" });
    expect(authorization).toBeUndefined();
  });
});

it("is not shown by a public client", async () => {
  const { form, authorization } = await sent({ clientSecret: undefined });
  expect(form).toEqual({ grant_type: "refresh_token", refresh_token: "r", client_id: "foyer" });
  expect(authorization).toBeUndefined();
});

describe("a key", () => {
  const pem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();
  const jwk = (key: KeyObject, more: object) =>
    JSON.stringify({ ...key.export({ format: "jwk" }), ...more });
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const curve = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve }).privateKey;
  const p256 = curve("P-256");
  const ed25519 = generateKeyPairSync("ed25519").privateKey;

  it.each<[string, KeyObject, (key: KeyObject) => string, object]>([
    ["RSA", rsa, pem, { alg: "RS256" }],
    ["RSA, for PSS", rsa, (key) => jwk(key, { alg: "PS256" }), { alg: "PS256" }],
    ["P-256", p256, pem, { alg: "ES256" }],
    ["P-384", curve("P-384"), pem, { alg: "ES384" }],
    ["P-521", curve("P-521"), pem, { alg: "ES512" }],
    ["Ed25519", ed25519, pem, { alg: "EdDSA" }],
    ["JWK with a name", p256, (key) => jwk(key, { kid: "k1" }), { alg: "ES256", kid: "k1" }],
  ])("signs an assertion: %s", async (_, key, text, header) => {
    const { form, authorization } = await sent({ clientSecret: undefined, privateKey: text(key) });
    expect(form.client_assertion_type).toBe(
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    );
    expect(form.client_secret ?? authorization).toBeUndefined();
    const { payload, protectedHeader } = await jwtVerify(
      form.client_assertion ?? "",
      createPublicKey(pem(key)),
      { issuer: "foyer", subject: "foyer", audience: evil.issuer, requiredClaims: ["jti", "exp"] },
    );
    expect(protectedHeader).toEqual(header);
    expect((payload.exp ?? 0) - Date.now() / 1000).toBeLessThanOrEqual(60);
  });

  it("signs a new assertion each time", async () => {
    const change = { clientSecret: undefined, privateKey: pem(p256) };
    const [one, two] = [await sent(change), await sent(change)];
    expect(one.form.client_assertion).not.toBe(two.form.client_assertion);
  });
});
