/** What comes back from a provider: believed only if every part of it is right. */
import { createHash, randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { exchange } from "@/lib/sign-in/oidc/protocol/exchange";
import { temporaryDatabase } from "../../../support/database";
import { configuredProvider } from "../../../support/oidc/configured";
import { forgetMetadata } from "../../../support/oidc/forget";
import { HOSTILE_SECRET } from "../../../support/oidc/hostile-provider";
import * as wrongly from "../../../support/oidc/hostile-tokens";

const { evil, provider } = await configuredProvider();
temporaryDatabase();
beforeEach(() => evil.behave());

/** OpenID Connect Core, 3.1.3.6, for RS256. */
const hashOf = (token: string) =>
  createHash("sha256").update(token).digest().subarray(0, 16).toString("base64url");

/** As a browser would: to the provider, and back with what it gives. */
async function roundTrip(change: Record<string, string | undefined> = {}, checks = {}) {
  const own = { state: randomUUID(), nonce: randomUUID(), code_verifier: "v".repeat(43) };
  const asked = new URLSearchParams({ redirect_uri: "http://localhost/cb", ...own });
  const answer = await fetch(`${evil.issuer}/auth?${asked}`, { redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "").searchParams;
  const params = { ...Object.fromEntries(back), ...change };
  return { params, checks: { ...own, ...checks } };
}

async function tryIt(change = {}, checks = {}) {
  const trip = await roundTrip(change, checks);
  return exchange(provider(), trip.params, trip.checks);
}

it("gives the identity when all is right", async () => {
  const { identity, tokens } = await tryIt();
  expect(identity).toMatchObject({ issuer: evil.issuer, subject: "eve" });
  expect(tokens.idToken).toMatch(/^ey/);
  const grant = evil.grants.at(-1);
  expect(grant?.get("code_verifier")).toBe("v".repeat(43));
  expect(grant?.get("redirect_uri")).toBe("http://localhost:3000/api/auth/callback/evil");
});

it("takes an access token's right hash, and a usual kind", async () => {
  evil.behave({
    claims: (usual) => ({ ...usual, at_hash: hashOf("a") }),
    tokens: (usual) => ({ ...usual, access_token: "a" }),
    sign: wrongly.withHeader({ typ: "JWT" }),
  });
  expect((await tryIt()).identity.subject).toBe("eve");
});

it("counts a state once, even when its cookie was copied", async () => {
  const { params, checks } = await roundTrip();
  await exchange(provider(), params, checks);
  await expect(exchange(provider(), params, checks)).rejects.toMatchObject({
    code: "sign-in-expired",
  });
});

describe("what the token endpoint says", () => {
  const failing = async (status: number, body: unknown, headers = {}) => {
    evil.behave({
      tokenStatus: status,
      tokenHeaders: headers,
      tokens: () => body as Record<string, unknown>,
    });
    return tryIt().catch((error: unknown) => error);
  };
  const challenge = { "WWW-Authenticate": 'Basic realm="x"' };
  const html = { "Content-Type": "text/html" };

  it.each<[number, unknown, object]>([
    [400, { error: "invalid_grant" }, {}],
    [400, { error: "invalid_request" }, {}],
    [401, { error: "invalid_client" }, {}],
    [401, { error: "invalid_client" }, challenge],
    [401, {}, challenge],
    [403, "no", html],
    [400, { error: "unauthorized_client" }, html],
    [200, { error: "bad_verification_code" }, {}],
    [200, { error: { code: 1 }, access_token: "a", token_type: "bearer" }, {}],
  ])("is a refusal: %i %j %j", async (status, body, headers) => {
    const error = await failing(status, body, headers);
    expect(error).toMatchObject({ code: "provider-refused", temporary: false });
    const said = (body as { error?: unknown }).error;
    if (typeof said === "string") expect(error).toMatchObject({ reason: `code exchange: ${said}` });
  });

  it.each([500, 503, 429])("is an outage: %i", async (status) => {
    const error = await failing(status, { error: "invalid_grant" });
    expect(error).toMatchObject({ code: "provider-unavailable", temporary: true });
  });

  it.each<[number, unknown]>([
    [404, {}],
    [302, {}],
  ])("is of no use, and won't pass: %i", async (status, body) => {
    const error = await failing(status, body, { Location: "https://evil.example/" });
    expect(error).toMatchObject({ code: "provider-unavailable", temporary: false });
  });

  it.each<[unknown]>([[[]], ["x"], [null], [{}], [{ access_token: "a" }]])(
    "makes no sense: %j",
    async (body) => {
      expect(await failing(200, body)).toMatchObject({ code: "token-invalid", temporary: false });
    },
  );
});

describe("refuses", () => {
  it.each([
    ["another state", { state: "s".repeat(36) }, {}, "sign-in-expired"],
    ["no state", { state: undefined }, {}, "sign-in-expired"],
    ["no verifier", {}, { code_verifier: undefined }, "sign-in-expired"],
    ["no code", { code: undefined }, {}, "provider-refused"],
    ["another provider's iss", { iss: "https://other.example" }, {}, "token-invalid"],
    ["the iss with a slash more", { iss: `${evil.issuer}/` }, {}, "token-invalid"],
    ["another nonce", {}, { nonce: "n".repeat(36) }, "token-invalid"],
  ])("%s", async (_, change, checks, code) => {
    await expect(tryIt(change, checks)).rejects.toMatchObject({ code });
  });

  const past = Math.floor(Date.now() / 1000) - 3600;
  it.each<[string, Record<string, unknown>]>([
    ["iss", { iss: "https://other.example" }],
    ["aud", { aud: "another-client" }],
    ["azp", { aud: ["foyer", "another-client"], azp: "another-client" }],
    ["azp missing", { aud: ["foyer", "another-client"] }],
    ["exp", { exp: past }],
    ["exp missing", { exp: undefined }],
    ["iat missing", { iat: undefined }],
    ["iat in the future", { iat: past + 7200 }],
    ["nonce missing", { nonce: undefined }],
    ["sub missing", { sub: undefined }],
    ["sub of another type", { sub: 1 }],
    ["sub empty", { sub: "" }],
    ["iat of another type", { iat: "now" }],
    ["exp of another type", { exp: "later" }],
    ["nbf", { nbf: past + 7200 }],
    ["azp beside one audience", { azp: "another-client" }],
    ["at_hash", { at_hash: "LDktKdoQak3Pk0cnXxCltA" }],
    ["at_hash of another type", { at_hash: 1 }],
    ["auth_time of another type", { auth_time: "now" }],
  ])("an ID token wrong in %s", async (_, change) => {
    evil.behave({ claims: (usual) => ({ ...usual, ...change }) });
    await expect(tryIt()).rejects.toMatchObject({ code: "token-invalid" });
  });

  it.each([
    ["by another key", wrongly.byAnotherKey],
    ["by an unknown key", wrongly.byUnknownKey],
    ["not at all", wrongly.unsigned],
    ["with nothing", wrongly.withoutSignature],
    ["before it was changed", wrongly.tampered],
    ["with the public key as a secret", wrongly.hmacWithPublicKey],
    ["with the client's secret", wrongly.hmacWithClientSecret(HOSTILE_SECRET)],
    ["with a law that must be understood", wrongly.withLaw],
    ["with the key that it brings along", wrongly.withItsOwnKey],
    ["as a logout token", wrongly.withHeader({ typ: "logout+jwt" })],
    ["as an access token", wrongly.withHeader({ typ: "AT+JWT" })],
  ])("an ID token signed %s", async (_, sign) => {
    evil.behave({ sign });
    await expect(tryIt()).rejects.toMatchObject({ code: "token-invalid" });
  });

  it("an answer that doesn't say whose it is, where that was promised", async () => {
    const promise = { authorization_response_iss_parameter_supported: true };
    evil.behave({ metadata: (usual) => ({ ...usual, ...promise }) });
    forgetMetadata();
    await expect(tryIt()).rejects.toMatchObject({ code: "token-invalid" });
    await expect(tryIt({ iss: evil.issuer })).resolves.toBeDefined();
    forgetMetadata();
  });

  it("user info about somebody else", async () => {
    evil.behave({ userinfo: (usual) => ({ ...usual, sub: "admin" }) });
    await expect(tryIt()).rejects.toMatchObject({ code: "token-invalid" });
  });

  it("an answer without an ID token", async () => {
    evil.behave({ tokens: (usual) => ({ ...usual, id_token: undefined }) });
    await expect(tryIt()).rejects.toMatchObject({ code: "token-invalid" });
  });
});
