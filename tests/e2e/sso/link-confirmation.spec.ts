/** Linking asks who one is at the new provider, shows whose account it is, and waits for a second click. */
import type { Page } from "playwright/test";
import { expectAccessible } from "../../support/accessible";
import { SAMPLE_PASSWORD } from "../../support/foyer";
import { tabTo } from "../../support/keyboard";
import { chooseAtProvider, newPerson, signInWith } from "../../support/oidc/at-provider";
import { askToLink, unlinkSampleUsers } from "../../support/oidc/link-account";
import { expect, test } from "../../support/oidc/sso-test";
import { inDatabase } from "../../support/sign-in";

test.afterEach(async ({ sso }) => {
  sso.evil.behave();
  await unlinkSampleUsers(sso.foyer.databaseFile);
});

const secondClick = { name: "Link this account" };
const title = (page: Page) => page.getByRole("heading", { level: 1 });

/** Accounts and groups of somebody, as the database has them. */
const holdings = (databaseFile: string, usernameKey: string) =>
  inDatabase(databaseFile, (db) =>
    db.user.findUniqueOrThrow({
      where: { usernameKey },
      select: { accounts: { select: { subject: true } }, memberships: true },
    }),
  );

/** As a provider does that asked its person anew. */
const asked = (claims: object) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) });

test("shows whose account it is, and links nothing before the second click", async ({
  sso,
  page,
  signedInAs,
}) => {
  const { databaseFile } = sso.foyer;
  const person = await newPerson(sso.globex, ["finance"]);
  await signedInAs("alice");
  const before = await holdings(databaseFile, "alice");
  await askToLink(page, "Globex");
  await chooseAtProvider(page, person.name);
  await expect(title(page)).toHaveText("Link this account?");
  for (const text of [person.name, person.username, `${person.username}@people.example`]) {
    await expect(page.getByRole("main").getByText(text, { exact: true })).toBeVisible();
  }
  await expect(page.getByText("Globex has verified it.")).toBeVisible();
  expect(await holdings(databaseFile, "alice"), "by GET alone").toEqual(before);
  expect((await page.request.get("/dashboards/markets")).status()).toBe(403);
  await page.getByRole("button", secondClick).click();
  await expect(page).toHaveURL(/\/account\?linked$/);
  const after = await holdings(databaseFile, "alice");
  expect(after.accounts).toEqual([{ subject: person.sub }]);
  expect(after.memberships, "finance, from there").toHaveLength(before.memberships.length + 1);
});

test("asks who one is there, though somebody is signed in there already", async ({
  sso,
  page,
  context,
  signedInAs,
}) => {
  const colleague = await newPerson(sso.globex, ["finance"]);
  await page.goto("/account");
  await signInWith(page, "Globex", colleague);
  await expect(page.getByTestId("username")).toHaveText(colleague.username);
  await context.clearCookies({ name: "foyer.session" });
  await signedInAs("bob");
  await askToLink(page, "Globex");
  await expect(
    page.getByRole("button", { name: colleague.name }),
    "not waved through",
  ).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(/\/account\?error=provider-refused/);
  expect((await holdings(sso.foyer.databaseFile, "bob")).accounts).toEqual([]);
});

const old = Math.floor(Date.now() / 1000) - 3600;
for (const [error, more, code, words] of [
  ["says nothing of when", {}, "not-signed-in-anew", "Nothing was linked."],
  ["had somebody sign in an hour ago", { auth_time: old }, "not-signed-in-anew", "Nothing was"],
  ["speaks of the future", { auth_time: old + 7200 }, "not-signed-in-anew", "Nothing was linked."],
  ["speaks in riddles", { auth_time: String(old + 3600) }, "token-invalid", "not be trusted"],
] as const) {
  test(`refuses a provider that ${error}`, async ({ sso, page, signedInAs }) => {
    sso.evil.behave({
      person: { sub: `stale: ${error}`, preferred_username: "stale", groups: ["finance"] },
      claims: (usual) => ({ ...usual, ...more }),
    });
    await signedInAs("carol");
    const before = await holdings(sso.foyer.databaseFile, "carol");
    await askToLink(page, "Evil");
    await expect(page).toHaveURL(new RegExp(`/account\\?error=${code}`));
    await expect(page.getByRole("main").getByRole("alert")).toContainText(words);
    expect(sso.evil.lastRequest.get("prompt")).toBe("login");
    expect(sso.evil.lastRequest.get("max_age")).toBe("0");
    expect(await holdings(sso.foyer.databaseFile, "carol")).toEqual(before);
  });
}

test("a proof from a provider that doesn't ask anew counts nothing", async ({ sso, page }) => {
  sso.evil.behave({ person: { sub: "unproved", preferred_username: "unproved" } });
  await page.goto("/api/auth/signin/evil?callbackUrl=%2Faccount");
  await page.getByRole("button", { name: "Link Acme" }).click();
  await expect(page).toHaveURL(/\/account\?error=not-signed-in-anew/);
  expect((await holdings(sso.foyer.databaseFile, "unproved")).accounts).toHaveLength(1);
});

test("says when an address is not to be believed", async ({ sso, page, signedInAs }) => {
  const email = "alice@example.com";
  sso.evil.behave({ person: { sub: "liar", name: "Alice", email }, claims: asked });
  await signedInAs("carol");
  await askToLink(page, "Evil");
  await expect(page.getByText(email, { exact: true })).toBeVisible();
  await expect(page.getByText("Evil has not verified it.")).toBeVisible();
});

test("cancelling links nothing, and forgets whose it was", async ({ sso, page, signedInAs }) => {
  sso.evil.behave({ person: { sub: "cancelled" }, claims: asked });
  await signedInAs("bob");
  await askToLink(page, "Evil");
  await expect(title(page)).toHaveText("Link this account?");
  const address = page.url();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(`${sso.foyer.url}/account`);
  await page.goto(address);
  await expect(title(page)).toHaveText("Nothing waits to be linked");
  expect((await holdings(sso.foyer.databaseFile, "bob")).accounts).toEqual([]);
});

test("waits for the session that asked, and for nobody else", async ({
  sso,
  page,
  signedInAs,
  anotherBrowser,
}) => {
  sso.evil.behave({ person: { sub: "waiting" }, claims: asked });
  await signedInAs("bob");
  await askToLink(page, "Evil");
  await expect(title(page)).toHaveText("Link this account?");
  const other = await (await anotherBrowser()).newPage();
  await other.goto(page.url());
  await expect(other).toHaveURL(/\/login\?callbackUrl=/);
  await other.getByLabel("Username or email").fill("bob");
  await other.getByLabel("Password", { exact: true }).fill(SAMPLE_PASSWORD);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(title(other)).toHaveText("Nothing waits to be linked");
  expect((await holdings(sso.foyer.databaseFile, "bob")).accounts).toEqual([]);
});

test("counts once, and not for ever", async ({ sso, page, context, signedInAs }) => {
  sso.evil.behave({ person: { sub: "once" }, claims: asked });
  await signedInAs("bob");
  await askToLink(page, "Evil");
  await expect(title(page)).toHaveText("Link this account?");
  const second = await context.newPage();
  await second.goto(page.url());
  await page.getByRole("button", secondClick).click();
  await expect(page).toHaveURL(/\/account\?linked$/);
  await second.getByRole("button", secondClick).click();
  await expect(second).toHaveURL(/\/account\?error=sign-in-expired/);
  expect((await holdings(sso.foyer.databaseFile, "bob")).accounts).toHaveLength(1);
  await page.getByRole("button", { name: "Unlink Evil" }).click();
  await askToLink(page, "Evil");
  await expect(title(page)).toHaveText("Link this account?");
  await inDatabase(sso.foyer.databaseFile, (db) =>
    db.signInIntent.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } }),
  );
  await page.getByRole("button", secondClick).click();
  await expect(page).toHaveURL(/\/account\?error=sign-in-expired/);
  expect((await holdings(sso.foyer.databaseFile, "bob")).accounts).toEqual([]);
});

test("two tabs may link two providers at once", async ({ sso, page, context, signedInAs }) => {
  const [one, two] = [await newPerson(sso.acme, []), await newPerson(sso.globex, [])];
  await signedInAs("alice");
  const other = await context.newPage();
  await askToLink(page, "Acme");
  await expect(page.getByRole("button", { name: one.name })).toBeVisible();
  await askToLink(other, "Globex");
  await chooseAtProvider(other, two.name);
  await chooseAtProvider(page, one.name);
  for (const tab of [page, other]) {
    await tab.getByRole("button", secondClick).click();
    await expect(tab).toHaveURL(/\/account\?linked$/);
  }
  const { accounts } = await holdings(sso.foyer.databaseFile, "alice");
  expect(accounts.map(({ subject }) => subject).sort()).toEqual([one.sub, two.sub].sort());
});

test("can be read and used by keyboard", async ({ sso, page, signedInAs }) => {
  sso.evil.behave({
    person: { sub: "keys", name: "Kay", email: "kay@evil.example" },
    claims: asked,
  });
  await signedInAs("bob");
  await askToLink(page, "Evil");
  await expect(title(page)).toHaveText("Link this account?");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await tabTo(page, page.getByRole("button", { name: "Cancel" }));
  await tabTo(page, page.getByRole("button", secondClick), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/account\?linked$/);
});

test("needs no JavaScript", async ({ sso, browser }) => {
  sso.evil.behave({ person: { sub: "plain", preferred_username: "plain" }, claims: asked });
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: sso.foyer.url });
  const page = await context.newPage();
  await page.goto("/login");
  await page.getByLabel("Username or email").fill("carol");
  await page.getByLabel("Password", { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await askToLink(page, "Evil");
  await page.getByRole("link", { name: "Continue to Evil" }).click();
  await page.getByRole("button", secondClick).click();
  await expect(page).toHaveURL(/\/account\?linked$/);
  await context.close();
});
