/** Browsers that come back from a provider in a wrong way: not begun here, twice, or elsewhere. */
import { createHash } from "node:crypto";
import type { APIRequestContext } from "playwright/test";
import { expectRefused } from "../../support/oidc/census";
import { expect, test } from "../../support/oidc/sso-test";
import { untilCallback } from "../../support/oidc/step-by-step";

test.afterEach(({ sso }) => sso.evil.behave());

async function expectFailure(request: APIRequestContext, address: string, code: string) {
  const answer = await request.get(address);
  expect(answer.url()).toContain(`/login?error=${code}`);
  expect(answer.status()).toBe(200);
}

test("sends code, state, nonce and PKCE, and proves the last", async ({ sso, enter }) => {
  await enter("evil");
  const { lastRequest: asked, grants } = sso.evil;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    redirect_uri: `${sso.foyer.url}/api/auth/callback/evil`,
  });
  for (const name of ["state", "nonce", "code_challenge"]) {
    expect(asked.get(name)?.length, name).toBeGreaterThanOrEqual(40);
  }
  const verifier = grants.at(-1)?.get("code_verifier") ?? "";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  expect(challenge).toBe(asked.get("code_challenge"));
});

test("refuses a callback that was not begun in this browser", async ({
  sso,
  request,
  playwright,
}) => {
  const callback = await untilCallback(request, "evil");
  const other = await playwright.request.newContext({ baseURL: sso.foyer.url });
  await expectRefused(sso.foyer.databaseFile, () =>
    expectFailure(other, callback, "sign-in-expired"),
  );
  await other.dispose();
});

for (const [error, change] of Object.entries({
  "another state": { state: "another" },
  "no state": { state: undefined },
  "an empty state": { state: "" },
})) {
  test(`refuses ${error}`, async ({ sso, enter }) => {
    sso.evil.behave({ callback: (usual) => ({ ...usual, ...change }) });
    await expectRefused(sso.foyer.databaseFile, async () => {
      const answer = await enter("evil");
      expect(answer.url()).toContain("/login?error=sign-in-expired");
    });
  });
}

for (const [error, change] of Object.entries({
  "a provider that says no": { code: undefined, error: "access_denied" },
  "a provider that gives no code": { code: undefined },
})) {
  test(`refuses ${error}`, async ({ sso, enter }) => {
    sso.evil.behave({ callback: (usual) => ({ ...usual, ...change }) });
    await expectRefused(sso.foyer.databaseFile, async () => {
      const answer = await enter("evil");
      expect(answer.url()).toContain("/login?error=provider-refused");
    });
  });
}

test("refuses an answer that names another issuer", async ({ sso, enter }) => {
  sso.evil.behave({ callback: (usual) => ({ ...usual, iss: "https://login.example.com" }) });
  await expectRefused(sso.foyer.databaseFile, async () => {
    const answer = await enter("evil");
    expect(answer.url()).toContain("/login?error=");
  });
});

test("takes code and state once, even with the cookies of then", async ({
  sso,
  request,
  playwright,
}) => {
  const callback = await untilCallback(request, "evil");
  const copy = await playwright.request.newContext({
    baseURL: sso.foyer.url,
    storageState: await request.storageState(),
  });
  expect((await request.get(callback)).url()).toBe(`${sso.foyer.url}/dashboards`);
  const asked = sso.evil.grants.length;
  await expectRefused(sso.foyer.databaseFile, () =>
    expectFailure(copy, callback, "sign-in-expired"),
  );
  expect(sso.evil.grants, "the code was not even tried again").toHaveLength(asked);
  await copy.dispose();
});

test("of two tabs with one callback, one gets in", async ({ sso, request, playwright }) => {
  const callback = await untilCallback(request, "evil");
  const copies = await Promise.all(
    [1, 2, 3, 4].map(async () =>
      playwright.request.newContext({
        baseURL: sso.foyer.url,
        storageState: await request.storageState(),
      }),
    ),
  );
  const answers = await Promise.all(copies.map((copy) => copy.get(callback)));
  const entered = answers.filter((answer) => !answer.url().includes("/login?error="));
  expect(entered).toHaveLength(1);
  for (const copy of copies) await copy.dispose();
});

test("refuses one provider's answer at another's callback", async ({ sso, request }) => {
  const callback = new URL(await untilCallback(request, "evil"));
  callback.pathname = "/api/auth/callback/globex";
  await expectRefused(sso.foyer.databaseFile, () =>
    expectFailure(request, callback.href, "sign-in-expired"),
  );
});

test("refuses one provider's code with a sign-in begun at another", async ({ sso, request }) => {
  const stolen = new URL(await untilCallback(request, "evil"));
  await request.get("/api/auth/signin/globex", { maxRedirects: 0 });
  stolen.pathname = "/api/auth/callback/globex";
  await expectRefused(sso.foyer.databaseFile, () =>
    expectFailure(request, stolen.href, "sign-in-expired"),
  );
});

test("lands on this site only", async ({ sso, enter }) => {
  for (const wanted of ["https://evil.example/", "//evil.example", "/\\evil.example", "/login"]) {
    const answer = await enter("evil", wanted);
    expect(answer.url(), wanted).toBe(`${sso.foyer.url}/dashboards`);
  }
});

test("knows no other providers", async ({ request }) => {
  for (const path of ["signin/nobody", "callback/nobody"]) {
    expect((await request.get(`/api/auth/${path}`, { maxRedirects: 0 })).status()).toBe(404);
  }
  expect((await request.post("/api/auth/backchannel/nobody")).status()).toBe(404);
});
