/** Whatever goes wrong at a provider, the page that somebody asked for isn't lost. */
import { SAMPLE_PASSWORD } from "../../support/foyer";
import type { Behaviour } from "../../support/oidc/hostile-provider";
import { expect, test } from "../../support/oidc/sso-test";
import { untilCallback } from "../../support/oidc/step-by-step";

const wanted = "/dashboards/flights?origin=ATL&days=3";

test.afterEach(({ sso }) => {
  sso.evil.behave();
  sso.evil.outage = { kind: "none" };
});

const errors: Record<string, { code: string; behaviour?: Partial<Behaviour>; down?: string }> = {
  "the provider says no": {
    code: "provider-refused",
    behaviour: { callback: (usual) => ({ ...usual, code: undefined, error: "access_denied" }) },
  },
  "there is no code": {
    code: "provider-refused",
    behaviour: { callback: (usual) => ({ ...usual, code: undefined }) },
  },
  "the token is for another client": {
    code: "token-invalid",
    behaviour: { claims: (usual) => ({ ...usual, aud: "another" }) },
  },
  "the provider goes down at the last step": { code: "provider-unavailable", down: "/token" },
};

for (const [error, { code, behaviour, down }] of Object.entries(errors)) {
  test(`keeps the page asked for when ${error}`, async ({ sso, enter, page }) => {
    sso.evil.behave(behaviour);
    if (down) sso.evil.outage = { kind: "broken", paths: [down] };
    const answer = await enter("evil", wanted);
    const { pathname, searchParams } = new URL(answer.url());
    expect(pathname).toBe("/login");
    expect(Object.fromEntries(searchParams)).toEqual({
      error: code,
      provider: "evil",
      callbackUrl: wanted,
    });

    // Trying again leads there.
    sso.evil.behave({ person: { sub: "again", preferred_username: "again" } });
    sso.evil.outage = { kind: "none" };
    await page.goto(answer.url());
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    const again = page.getByRole("link", { name: "Sign in with Evil" });
    const start = new URL((await again.getAttribute("href")) ?? "", sso.foyer.url);
    expect(start.searchParams.get("callbackUrl")).toBe(wanted);
  });
}

test("after a failure a password leads to the page asked for", async ({ sso, enter, page }) => {
  sso.evil.behave({ callback: (usual) => ({ ...usual, code: undefined, error: "access_denied" }) });
  await page.goto((await enter("evil", wanted)).url());
  await page.getByLabel("Username or email").fill("alice");
  await page.getByLabel("Password", { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(sso.foyer.url + wanted);
});

test("a browser that lost its cookies still knows the page", async ({
  sso,
  request,
  playwright,
}) => {
  const callback = await untilCallback(request, "evil", wanted);
  const other = await playwright.request.newContext({ baseURL: sso.foyer.url });
  const { searchParams } = new URL((await other.get(callback)).url());
  expect(searchParams.get("error")).toBe("sign-in-expired");
  expect(searchParams.get("callbackUrl")).toBe(wanted);
  await other.dispose();
});

test("a page under way is remembered by the state only as we wrote it", async ({ request }) => {
  const callback = new URL(await untilCallback(request, "evil", wanted));
  const state = callback.searchParams.get("state") ?? "";
  expect(state, "nobody reads where somebody is going").not.toContain("flights");
  for (const sent of [`${state}x`, `x${state}`, `${state}.`, state.split(".")[0] ?? ""]) {
    callback.searchParams.set("state", sent);
    const answer = await request.get(callback.href);
    expect(answer.url(), sent).toContain("/login?error=sign-in-expired");
  }
});

test("a callback that nobody began costs no call to the provider", async ({ sso, request }) => {
  // Once for good, so that what is asked of the provider is known already.
  await untilCallback(request, "evil");
  const before = sso.evil.asked("/");
  for (const query of ["", "?code=x", "?code=x&state=x.y", "?error=access_denied", "?state=%00"]) {
    const answer = await request.get(`/api/auth/callback/evil${query}`);
    expect(answer.url()).toContain("/login?error=sign-in-expired");
  }
  expect(sso.evil.asked("/")).toBe(before);
});
