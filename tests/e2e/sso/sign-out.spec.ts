/** Signing out at a provider strands nobody: not when it is down or hung, lost its key, or sent a lot. */
import type { APIRequestContext, Page } from "playwright/test";
import type { Outage } from "@/scripts/sso-demo/provider/outage";
import { newPerson, signInWith } from "../../support/oidc/at-provider";
import { newKey } from "../../support/oidc/hostile-tokens";
import { expect, test } from "../../support/oidc/sso-test";

/** What signing out may take, in milliseconds, and what a busy machine adds to it. */
const MAX_WAIT = 2000 + 1500;

test.afterEach(async ({ sso }) => {
  sso.evil.behave();
  sso.evil.outage = { kind: "none" };
  await sso.acme.simulateOutage({ kind: "none" });
});

/** As a form on one of our pages does it; gives where it leads. */
async function signOut(
  request: APIRequestContext,
  { url }: { url: string },
  path = "/logout",
): Promise<string> {
  const answer = await request.post(path, { maxRedirects: 0, headers: { Origin: url } });
  expect(answer.status()).toBe(303);
  return answer.headers().location ?? "";
}

const isSignedIn = async (request: APIRequestContext) =>
  (await request.get("/account", { maxRedirects: 0 })).status() === 200;

test("a provider that answers is told who leaves", async ({ sso, enter, request }) => {
  await enter("evil");
  const { href, searchParams } = new URL(await signOut(request, sso.foyer));
  expect(href).toContain(`${sso.evil.issuer}/end?`);
  expect(searchParams.get("id_token_hint")).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(searchParams.get("client_id")).toBe("foyer");
  expect(searchParams.get("post_logout_redirect_uri")).toBe(`${sso.foyer.url}/login?signedOut`);
});

test("an address that is too long does without the token", async ({ sso, enter, request }) => {
  const groups = Array.from({ length: 300 }, (_, i) => `/company/division/department-${i}`);
  sso.evil.behave({ person: { sub: "many", preferred_username: "many", groups } });
  await enter("evil");
  const address = await signOut(request, sso.foyer);
  expect(address).toContain(`${sso.evil.issuer}/end?client_id=foyer&`);
  expect(address).not.toContain("id_token_hint");
  expect(address.length).toBeLessThan(2000);
});

for (const [words, change] of Object.entries({
  "under another name": {},
  "under the same name": { kid: "same" },
})) {
  test(`a token whose key is gone is not sent, with a new one ${words}`, async ({
    sso,
    enter,
    request,
  }) => {
    const { kid } = sso.evil.key;
    await enter("evil");
    sso.evil.key = { ...(await newKey()), ...(change.kid ? { kid } : {}) };
    const address = await signOut(request, sso.foyer);
    expect(address).toContain(`${sso.evil.issuer}/end?client_id=foyer&`);
    expect(address).not.toContain("id_token_hint");
  });
}

const troubles: Record<string, Outage> = {
  "does not run": { kind: "down" },
  "is broken": { kind: "broken", paths: ["/end"] },
  "does not answer": { kind: "slow", paths: ["/end"] },
};
for (const [words, outage] of Object.entries(troubles)) {
  test(`nobody is sent to a provider that ${words}`, async ({ sso, enter, request }) => {
    await enter("evil");
    sso.evil.outage = outage;
    const began = performance.now();
    expect(await signOut(request, sso.foyer)).toBe("/signed-out?provider=evil");
    expect(performance.now() - began).toBeLessThan(MAX_WAIT);
    expect(await isSignedIn(request), "it ended here all the same").toBe(false);
  });
}

test("keys that don't come in time cost the hint only", async ({ sso, enter, request }) => {
  await enter("evil");
  sso.evil.outage = { kind: "slow", paths: ["/jwks"] };
  const began = performance.now();
  const address = await signOut(request, sso.foyer);
  expect(performance.now() - began).toBeLessThan(MAX_WAIT);
  expect(address).toContain(`${sso.evil.issuer}/end?client_id=foyer&`);
  expect(address).not.toContain("id_token_hint");
});

test("only providers that are set so are tried again", async ({ sso, request }) => {
  expect(await signOut(request, sso.foyer, "/logout?provider=evil")).toContain(
    `${sso.evil.issuer}/end?`,
  );
  for (const id of ["globex", "nobody", "", "evil/../x"]) {
    const path = `/logout?provider=${encodeURIComponent(id)}`;
    expect(await signOut(request, sso.foyer, path), id).toBe("/login?signedOut");
  }
});

async function strandedAtAcme(page: Page, sso: { acme: Parameters<typeof newPerson>[0] }) {
  const person = await newPerson(sso.acme, []);
  await page.goto("/account");
  await signInWith(page, "Acme", person);
  await expect(page.getByTestId("username")).toHaveText(person.username);
  await sso.acme.simulateOutage({ kind: "down", paths: ["/session/end"] });
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have signed out here");
  await expect(page.getByText("Your session with Foyer in this browser is over.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "Acme could not be reached, so you are still signed in there.",
  );
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`says what has not ended, and ends it later, ${how} JavaScript`, async ({
    sso,
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL: sso.foyer.url });
    const page = await context.newPage();
    await strandedAtAcme(page, sso);
    await page.getByRole("button", { name: "Sign out at Acme" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have signed out here");
    await sso.acme.simulateOutage({ kind: "none" });
    await page.getByRole("button", { name: "Sign out at Acme" }).click();
    await expect(page).toHaveURL(new RegExp(`^${sso.acme.issuer}/session/end`));
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${sso.foyer.url}/login?signedOut`);
    await page.getByRole("link", { name: "Sign in with Acme" }).click();
    await expect(
      page.getByRole("heading", { name: /Sign in to the local provider/ }),
    ).toBeVisible();
    await context.close();
  });
}
