/** Logout tokens: good ones end sessions at once, all others change nothing and leave one line. */
import type { APIRequestContext } from "playwright/test";
import { newPerson, signInWith } from "../../support/oidc/at-provider";
import { census, expectRefused } from "../../support/oidc/census";
import { HOSTILE_SECRET } from "../../support/oidc/hostile-provider";
import {
  byAnotherKey,
  byUnknownKey,
  hmacWithClientSecret,
  hmacWithPublicKey,
  type Signer,
  unsigned,
  withoutSignature,
} from "../../support/oidc/hostile-tokens";
import { expect, test } from "../../support/oidc/sso-test";

const now = () => Math.floor(Date.now() / 1000);
/** As a provider's server sends it: no browser, so no cookies, no Origin. */
const post = (server: { url: string }, token: string, id = "evil") =>
  fetch(`${server.url}/api/auth/backchannel/${id}`, {
    method: "POST",
    body: new URLSearchParams({ logout_token: token }),
  });
const isSignedIn = async (request: APIRequestContext) =>
  (await request.get("/account", { maxRedirects: 0 })).status() === 200;

const wrong: Record<string, { claims?: Record<string, unknown>; sign?: Signer }> = {
  "another audience": { claims: { aud: "another-client" } },
  "another issuer": { claims: { iss: "https://login.example.com" } },
  "a nonce, as ID tokens have": { claims: { nonce: "n" } },
  "a nonce that is empty": { claims: { nonce: "" } },
  "no event": { claims: { events: undefined } },
  "another event": { claims: { events: { "http://example.com/other": {} } } },
  "neither subject nor session": { claims: { sub: undefined, sid: undefined } },
  "no name of its own (jti)": { claims: { jti: undefined } },
  "no time": { claims: { iat: undefined } },
  "a time that is over": { claims: { iat: now() - 7200, exp: now() - 3600 } },
  "no signature at all (alg none)": { sign: unsigned },
  "its signature cut off": { sign: withoutSignature },
  "the published key taken for a shared secret": { sign: hmacWithPublicKey },
  "the client's secret as its key": { sign: hmacWithClientSecret(HOSTILE_SECRET) },
  "a key that nobody published": { sign: byUnknownKey },
  "another key under the published name": { sign: byAnotherKey },
};

test.beforeEach(async ({ sso, enter }) => {
  sso.evil.behave({ claims: (claims) => ({ ...claims, sid: "session-1" }) });
  await enter("evil");
  sso.evil.behave();
});

for (const [error, { claims, sign }] of Object.entries(wrong)) {
  test(`refuses a logout token with ${error}`, async ({ sso, request }) => {
    const token = await sso.evil.logoutToken({ sub: "eve", sid: "session-1", ...claims }, sign);
    const line = await expectRefused(sso.foyer.databaseFile, async () => {
      const answer = await post(sso.foyer, token);
      expect(answer.status).toBe(400);
      expect(answer.headers.get("cache-control")).toContain("no-store");
    });
    expect(line?.action).toBe("session.ended");
    expect(await isSignedIn(request)).toBe(true);
  });
}

test("refuses what is no token, and no form", async ({ sso, request }) => {
  const address = "/api/auth/backchannel/evil";
  for (const body of [
    null,
    "x",
    new URLSearchParams(),
    new URLSearchParams({ logout_token: "x" }),
  ]) {
    await expectRefused(sso.foyer.databaseFile, async () => {
      const answer = await fetch(sso.foyer.url + address, { method: "POST", body });
      expect(answer.status).toBe(400);
    });
  }
  expect((await request.get(address)).status()).not.toBe(200);
  expect(await isSignedIn(request)).toBe(true);
});

test("refuses one provider's token at another's address", async ({ sso, request }) => {
  const token = await sso.evil.logoutToken({ sub: "eve" });
  await expectRefused(sso.foyer.databaseFile, async () => {
    expect((await post(sso.foyer, token, "globex")).status).toBe(400);
  });
  expect(await isSignedIn(request)).toBe(true);
});

test("ends the session that the token names, once", async ({ sso, request, playwright }) => {
  const token = await sso.evil.logoutToken({ sid: "session-1" });
  const answer = await post(sso.foyer, token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toContain("no-store");
  expect(await isSignedIn(request)).toBe(false);

  // Signed in again with the same session there, then the old token a second time.
  sso.evil.behave({ claims: (claims) => ({ ...claims, sid: "session-1" }) });
  const again = await playwright.request.newContext({ baseURL: sso.foyer.url });
  await again.get("/api/auth/signin/evil");
  await expectRefused(sso.foyer.databaseFile, async () => {
    expect((await post(sso.foyer, token)).status).toBe(400);
  });
  expect(await isSignedIn(again)).toBe(true);
  await again.dispose();
});

test("ends that session only, or all of the person", async ({ sso, request, playwright }) => {
  sso.evil.behave({ claims: (claims) => ({ ...claims, sid: "session-2" }) });
  const second = await playwright.request.newContext({ baseURL: sso.foyer.url });
  await second.get("/api/auth/signin/evil");
  sso.evil.behave({ person: { sub: "mallory", preferred_username: "mallory" } });
  const other = await playwright.request.newContext({ baseURL: sso.foyer.url });
  await other.get("/api/auth/signin/evil");

  await post(sso.foyer, await sso.evil.logoutToken({ sid: "session-1" }));
  expect(await isSignedIn(request)).toBe(false);
  expect(await isSignedIn(second)).toBe(true);
  await post(sso.foyer, await sso.evil.logoutToken({ sub: "eve" }));
  expect(await isSignedIn(second)).toBe(false);
  expect(await isSignedIn(other)).toBe(true);
  await second.dispose();
  await other.dispose();
});

test("a real provider's word counts: its sessions end here at once", async ({ sso, page }) => {
  const person = await newPerson(sso.acme, ["analysts"]);
  await page.goto("/dashboards/flights");
  await signInWith(page, "Acme", person);
  await expect(page.getByTestId("username")).toHaveText(person.username);
  const { sessions } = await census(sso.foyer.databaseFile);
  expect(await sso.acme.endSessions(person.sub)).toEqual(["ok"]);
  expect((await census(sso.foyer.databaseFile)).sessions).toBe(sessions - 1);
  const [token = ""] = (await sso.acme.logoutTokens()).slice(-1);
  expect((await post(sso.foyer, token, "acme")).status, "a second time").toBe(400);
  await page.reload();
  await expect(page).toHaveURL(/\/login\?callbackUrl=/);
});
