/** Where signing out leads: to a provider that answers, with a token it will take, else to our own page. */
import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { encryptTokens } from "@/lib/sign-in/oidc/sessions/encrypted-tokens";
import { providerSignOut, signOutAtProvider } from "@/lib/sign-in/oidc/sign-out/provider-sign-out";
import { signOutProvider } from "@/lib/sign-in/oidc/sign-out/sign-out-providers";
import type { Outage } from "@/scripts/sso-demo/provider/outage";
import { configuredProvider } from "../../../support/oidc/configured";
import { newKey, properly } from "../../../support/oidc/hostile-tokens";

const { evil, provider } = await configuredProvider({ SIGN_OUT: "provider" });
const { key } = evil;

afterEach(() => {
  evil.key = key;
  evil.outage = { kind: "none" };
});

const idToken = (claims: Record<string, unknown> = {}) =>
  properly({ iss: evil.issuer, aud: "foyer", sub: "eve", exp: 1, ...claims }, key);

const hintIn = (address: string | null) =>
  address && new URL(address).searchParams.get("id_token_hint");

it("leads to the provider with the token of the session, however old", async () => {
  const token = await idToken();
  const id = randomUUID();
  const tokens = { accessToken: undefined, refreshToken: undefined, idToken: token };
  const ended = { id, userId: "u", username: "eve", method: "oidc:evil" };
  const address = await providerSignOut({ ...ended, tokens: encryptTokens(tokens, id) });
  expect(address).toContain(`${evil.issuer}/end?client_id=foyer&`);
  expect(hintIn(address)).toBe(token);
  expect(hintIn(await providerSignOut({ ...ended, tokens: null }))).toBeNull();
  expect(await providerSignOut({ ...ended, method: "password", tokens: null })).toBeNull();
});

describe("does without the token", () => {
  it("that would make the address longer than 2,000 characters", async () => {
    const fitting = await idToken({ groups: "x".repeat(700) });
    expect(hintIn(await signOutAtProvider(provider(), fitting))).toBe(fitting);
    const long = await idToken({ groups: "x".repeat(1500) });
    const address = await signOutAtProvider(provider(), long);
    expect(hintIn(address)).toBeNull();
    expect(address?.length).toBeLessThan(2000);
  });

  it("whose key is gone, under another name or the same", async () => {
    const token = await idToken();
    const fresh = await newKey();
    for (const other of [fresh, { ...fresh, kid: key.kid }]) {
      evil.key = other;
      expect(hintIn(await signOutAtProvider(provider(), token))).toBeNull();
    }
  });

  it("that is none, or when the keys don't come", async () => {
    expect(hintIn(await signOutAtProvider(provider(), "not a token"))).toBeNull();
    const token = await idToken();
    for (const kind of ["down", "broken", "slow", "huge"] as const) {
      evil.outage = { kind, paths: ["/jwks"] };
      expect(hintIn(await signOutAtProvider(provider(), token)), kind).toBeNull();
    }
  });
});

describe("leads to our own page, within two seconds, when the provider", () => {
  it.each<[string, Outage]>([
    ["is down", { kind: "down" }],
    ["is broken", { kind: "broken" }],
    ["has no sign-out that answers", { kind: "slow", paths: ["/end"] }],
    ["drops those who would sign out", { kind: "down", paths: ["/end"] }],
    ["is broken where one signs out", { kind: "broken", paths: ["/end"] }],
  ])("%s", async (_, outage) => {
    await signOutAtProvider(provider());
    evil.outage = outage;
    const began = performance.now();
    expect(await signOutAtProvider(provider(), await idToken())).toBe("/signed-out?provider=evil");
    expect(performance.now() - began).toBeLessThan(2200);
  });
});

it("asks once for all who leave at the same time, and takes an endless answer for one", async () => {
  evil.outage = { kind: "huge", paths: ["/end"] };
  const before = evil.asked("/end");
  const all = await Promise.all(Array.from({ length: 20 }, () => signOutAtProvider(provider())));
  expect(new Set(all)).toEqual(new Set([expect.stringContaining(`${evil.issuer}/end?`)]));
  expect(evil.asked("/end") - before).toBe(1);
});

it("is for providers that are set so, and have a sign-out", () => {
  expect(signOutProvider("evil")?.id).toBe("evil");
  for (const id of ["nobody", "", null, undefined]) expect(signOutProvider(id)).toBeNull();
});
