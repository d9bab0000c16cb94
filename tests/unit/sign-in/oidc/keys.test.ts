/** Signing keys: found as soon as they change, never fetched at the word of strangers again and again. */
import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { readIdentity } from "@/lib/sign-in/oidc/protocol/identity";
import { verifyToken } from "@/lib/sign-in/oidc/protocol/verify-token";
import { configuredProvider } from "../../../support/oidc/configured";
import { forgetKeys } from "../../../support/oidc/forget";
import * as wrongly from "../../../support/oidc/hostile-tokens";

const { evil, provider } = await configuredProvider();

// Making keys takes a while: these are used again.
const [first, second, third, stranger] = await Promise.all([
  evil.key,
  wrongly.newKey(),
  wrongly.newKey(),
  wrongly.newKey(),
]);
const byStranger: wrongly.Signer = (claims) => wrongly.properly(claims, stranger);
const byStrangerInItsName: wrongly.Signer = (claims, { kid }) =>
  wrongly.properly(claims, { ...stranger, kid });

beforeEach(() => {
  evil.behave();
  evil.outage = { kind: "none" };
  evil.key = first;
  forgetKeys();
});

/** As the token endpoint gives it. */
async function given(sign = wrongly.properly) {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, exp: now + 60 };
  const claims = { ...evil.behaviour.person, iss: evil.issuer, aud: "foyer", ...times };
  const idToken = await sign(claims, evil.key);
  return readIdentity(provider(), { accessToken: undefined, refreshToken: undefined, idToken });
}

/** As anybody may send it. */
async function sent(sign = wrongly.properly) {
  const token = await evil.logoutToken({ sub: randomUUID() }, sign);
  return verifyToken(token, provider(), { required: [], from: "anybody", maxAge: 600 });
}

const fetches = () => evil.asked("/jwks");

it("are fetched once for many tokens", async () => {
  const before = fetches();
  await Promise.all(Array.from({ length: 5 }, () => given()));
  await given();
  await sent();
  expect(fetches()).toBe(before + 1);
});

it("are found when they have changed, twice in a row", async () => {
  await given();
  for (const key of [second, third]) {
    evil.key = key;
    expect((await given()).subject).toBe("eve");
  }
});

it("are found when they have changed under the same name", async () => {
  await given();
  evil.key = { ...second, kid: first.kid };
  expect((await given()).subject).toBe("eve");
  await sent();
});

it("are fetched at most once a minute for what strangers make up", async () => {
  await sent();
  const before = fetches();
  for (const sign of [byStranger, byStrangerInItsName]) {
    const tokens = Array.from({ length: 10 }, () => sent(sign));
    for (const { status } of await Promise.allSettled(tokens)) expect(status).toBe("rejected");
  }
  expect(fetches()).toBe(before);
});

it.each(["down", "broken"] as const)(
  "that can't be had (%s) say nothing of a token",
  async (kind) => {
    evil.outage = { kind, paths: ["/jwks"] };
    const unavailable = { code: "provider-unavailable", temporary: true };
    await expect(given()).rejects.toMatchObject(unavailable);
    evil.outage = { kind: "none" };
    await given();
    evil.outage = { kind, paths: ["/jwks"] };
    evil.key = second;
    for (let attempt = 1; attempt <= 2; attempt++) {
      await expect(given()).rejects.toMatchObject(unavailable);
    }
  },
);

it.each<[string, () => unknown[]]>([
  ["a secret", () => [{ kty: "oct", kid: evil.key.kid, k: "AAAA", alg: "HS256" }]],
  ["none", () => []],
  ["no keys", () => [1, "two", null]],
  ["a key for something else", () => [{ kty: "RSA", kid: evil.key.kid, use: "enc" }]],
])("that are %s let nothing pass", async (_, keys) => {
  evil.behave({ keys: keys as () => never[] });
  await expect(given()).rejects.toMatchObject({ name: "SignInError" });
  await expect(given(wrongly.hmacWithPublicKey)).rejects.toMatchObject({ name: "SignInError" });
});

it("that are too many to take in are none", async () => {
  evil.behave({ keys: ([key]) => Array.from({ length: 5000 }, () => key ?? {}) });
  await expect(given()).rejects.toMatchObject({ code: "provider-unavailable" });
});
