/** Several tabs at once: each sign-in stands for itself, and each tab lands where it was going. */
import type { APIRequestContext, Page } from "playwright/test";
import { chooseAtProvider, newPerson, signInWith } from "../../support/oidc/at-provider";
import { expect, test } from "../../support/oidc/sso-test";
import { untilCallback } from "../../support/oidc/step-by-step";
import { inDatabase } from "../../support/sign-in";

test.afterEach(({ sso }) => sso.evil.behave());

/** Pages that tell apart who got which. */
const pages = (count: number) => Array.from({ length: count }, (_, i) => `/account?tab=${i}`);

const flowCookies = async (request: APIRequestContext) =>
  (await request.storageState()).cookies.filter(({ name }) => name.startsWith("foyer.flow."));

const sessionsOf = (databaseFile: string, usernameKey: string) =>
  inDatabase(databaseFile, (db) => db.session.count({ where: { user: { usernameKey } } }));

for (const count of [2, 4, 20]) {
  test(`${count} tabs at one provider each land where they were going`, async ({
    sso,
    request,
  }) => {
    const wanted = pages(count);
    sso.evil.behave({ person: { sub: `tabs-${count}`, preferred_username: `tabs-${count}` } });
    const callbacks: string[] = [];
    for (const path of wanted) callbacks.push(await untilCallback(request, "evil", path));
    for (const [i, callback] of callbacks.entries()) {
      expect((await request.get(callback)).url()).toBe(sso.foyer.url + wanted[i]);
    }
    expect(await sessionsOf(sso.foyer.databaseFile, `tabs-${count}`)).toBe(1);
    expect(await flowCookies(request)).toEqual([]);
  });
}

test("tabs that come back in another order, or all at once, keep their pages", async ({
  sso,
  request,
}) => {
  sso.evil.behave({ person: { sub: "at-once", preferred_username: "at-once" } });
  const wanted = pages(4);
  const callbacks = await Promise.all(wanted.map((path) => untilCallback(request, "evil", path)));
  const [last, ...others] = callbacks.reverse();
  const landed = [(await request.get(last ?? "")).url()];
  for (const answer of await Promise.all(others.map((callback) => request.get(callback)))) {
    landed.push(answer.url());
  }
  expect(landed).toEqual(wanted.reverse().map((path) => sso.foyer.url + path));
  expect(await sessionsOf(sso.foyer.databaseFile, "at-once")).toBe(1);
});

test("two tabs, two providers: the last to come back is who one is", async ({ sso, page }) => {
  const [first, second] = [await newPerson(sso.acme, []), await newPerson(sso.globex, [])];
  const other = await page.context().newPage();
  await page.goto("/account");
  await other.goto("/dashboards/weather");
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await other.getByRole("link", { name: "Sign in with Globex" }).click();
  await chooseAtProvider(other, second.name);
  await expect(other).toHaveURL(`${sso.foyer.url}/dashboards/weather`);
  await expect(other.getByTestId("username")).toHaveText(second.username);
  const [before] = (await page.context().cookies()).filter(({ name }) => name === "foyer.session");
  await chooseAtProvider(page, first.name);
  await expect(page).toHaveURL(`${sso.foyer.url}/account`);
  await expect(page.getByTestId("username")).toHaveText(first.username);
  const replayed = await page.request.get("/account", {
    headers: { cookie: `foyer.session=${before?.value}` },
    maxRedirects: 0,
  });
  expect(replayed.status(), "the other person's session is over").toBe(307);
});

test("Back, reload and a second visit of a callback just go on", async ({ sso, request }) => {
  const callback = await untilCallback(request, "evil", "/account?tab=back");
  const landed = `${sso.foyer.url}/account?tab=back`;
  expect((await request.get(callback)).url()).toBe(landed);
  const session = await request.storageState();
  const asked = sso.evil.grants.length;
  expect((await request.get(callback)).url()).toBe(landed);
  expect(sso.evil.grants, "the code was not tried again").toHaveLength(asked);
  expect(await request.storageState(), "nobody was signed in anew").toEqual(session);
});

test("a double click on the way back loses nothing", async ({ sso, page }) => {
  const person = await newPerson(sso.acme, []);
  await page.goto("/account?tab=double");
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await page.getByRole("button", { name: person.name }).click();
  await page.getByRole("button", { name: "Allow" }).dblclick({ noWaitAfter: true });
  await expect
    .poll(() => landing(page), { timeout: 15_000 })
    .toMatch(/^\/(account\?tab=double|login\?.*callbackUrl=%2Faccount%3Ftab%3Ddouble)$/);
});

const landing = (page: Page) => page.url().replace(/^https?:\/\/[^/]+/, "");

test("a browser keeps a bounded number of sign-ins, the youngest", async ({ sso, request }) => {
  sso.evil.behave({ person: { sub: "many", preferred_username: "many" } });
  const wanted = pages(30);
  const callbacks: string[] = [];
  for (const path of wanted) callbacks.push(await untilCallback(request, "evil", path));
  const kept = await flowCookies(request);
  expect(kept.length).toBe(20);
  const bytes = kept.map(({ name, value }) => name.length + value.length + 3);
  expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(7000);
  // The oldest was dropped, so it says so and still knows where it was going …
  const dropped = await request.get(callbacks[0] ?? "");
  expect(dropped.url()).toContain("/login?error=sign-in-expired");
  expect(new URL(dropped.url()).searchParams.get("callbackUrl")).toBe(wanted[0]);
  // … and once another tab is in, it just goes on.
  expect((await request.get(callbacks[29] ?? "")).url()).toBe(sso.foyer.url + wanted[29]);
  expect((await request.get(callbacks[0] ?? "")).url()).toBe(sso.foyer.url + wanted[0]);
});

test("somebody else's callback signs nobody in, nor leads elsewhere", async ({
  sso,
  request,
  playwright,
}) => {
  sso.evil.behave({ person: { sub: "attacker", preferred_username: "attacker" } });
  const attackers = await untilCallback(request, "evil", "/account?tab=theirs");
  const victim = await playwright.request.newContext({ baseURL: sso.foyer.url });
  await untilCallback(victim, "evil");
  expect((await victim.get(attackers)).url()).toContain("/login?error=sign-in-expired");
  const changed = new URL(attackers);
  changed.searchParams.set("state", `${changed.searchParams.get("state")?.split(".")[0]}.AAAA`);
  expect((await victim.get(changed.href)).url()).toContain("/login?error=sign-in-expired");
  expect(await (await victim.get("/api/auth/session")).json()).not.toHaveProperty(
    "user.name",
    "attacker",
  );
  await victim.dispose();
});

test("signing in again on purpose is a new session", async ({ sso, page }) => {
  const person = await newPerson(sso.globex, []);
  await page.goto("/account");
  await signInWith(page, "Globex", person);
  await expect(page.getByTestId("username")).toHaveText(person.username);
  const token = async () =>
    (await page.context().cookies()).find(({ name }) => name === "foyer.session")?.value;
  const before = await token();
  await page.goto("/api/auth/signin/globex?callbackUrl=%2Faccount");
  await expect(page).toHaveURL(`${sso.foyer.url}/account`);
  expect(await token()).not.toBe(before);
  expect(await sessionsOf(sso.foyer.databaseFile, person.username)).toBe(1);
});
