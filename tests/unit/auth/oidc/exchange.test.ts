/** What comes back from a provider: believed only if every part of it is right. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { exchange } from "@/lib/auth/oidc/exchange";
import { temporaryDatabase } from "../../../support/database";
import { configuredProvider } from "../../../support/oidc/configured";
import { HOSTILE_SECRET } from "../../../support/oidc/hostile-provider";
import * as wrongly from "../../../support/oidc/hostile-tokens";

const { evil, provider } = await configuredProvider();
temporaryDatabase();
beforeEach(() => evil.behave());

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

it("gives the person when all is right", async () => {
  const { person, tokens } = await tryIt();
  expect(person).toMatchObject({ issuer: evil.issuer, subject: "eve" });
  expect(tokens.idToken).toMatch(/^ey/);
  const grant = evil.grants.at(-1);
  expect(grant?.get("code_verifier")).toBe("v".repeat(43));
  expect(grant?.get("redirect_uri")).toBe("http://localhost:3000/api/auth/callback/evil");
});

it("counts a state once, even when its cookie was copied", async () => {
  const { params, checks } = await roundTrip();
  await exchange(provider(), params, checks);
  await expect(exchange(provider(), params, checks)).rejects.toMatchObject({
    code: "sign-in-expired",
  });
});

describe("refuses", () => {
  it.each([
    ["another state", { state: "s".repeat(36) }, {}, "sign-in-expired"],
    ["no state", { state: undefined }, {}, "sign-in-expired"],
    ["no verifier", {}, { code_verifier: undefined }, "sign-in-expired"],
    ["no code", { code: undefined }, {}, "provider-refused"],
    ["another provider's iss", { iss: "https://other.example" }, {}, "token-invalid"],
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
  ])("an ID token signed %s", async (_, sign) => {
    evil.behave({ sign });
    await expect(tryIt()).rejects.toMatchObject({ code: "token-invalid" });
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
