/** Accounts at providers are linked to a person only by that person, signed in, who proves it anew. */
import type { Page } from "playwright/test";
import { chooseAtProvider, newPerson, signInWith } from "../../support/oidc/at-provider";
import {
  askToLink,
  confirmLink,
  linkAccount,
  unlinkSampleUsers,
} from "../../support/oidc/link-account";
import { expect, test } from "../../support/oidc/sso-test";
import { inDatabase } from "../../support/sign-in";

const card = (page: Page) => page.getByRole("region", { name: "Single sign-on" });

test.afterEach(({ sso }) => unlinkSampleUsers(sso.foyer.databaseFile));

test("links after the password, signs in with it, adds its groups up, and unlinks", async ({
  sso,
  page,
  signedInAs,
  anotherBrowser,
}) => {
  const person = await newPerson(sso.globex, ["finance"]);
  await signedInAs("alice");
  await linkAccount(page, "Globex", person);
  await expect(card(page).getByText("The account is linked.")).toBeVisible();

  const other = await (await anotherBrowser()).newPage();
  await other.goto("/dashboards/markets");
  await signInWith(other, "Globex", person);
  await expect(other.getByTestId("username")).toHaveText("alice");
  expect((await other.request.get("/dashboards/flights")).status(), "her own group").toBe(200);
  expect((await other.request.get("/dashboards/markets")).status(), "from there").toBe(200);

  await card(page).getByRole("button", { name: "Unlink Globex" }).click();
  await expect(card(page).getByRole("button", { name: "Link Globex" })).toBeVisible();
  expect((await page.request.get("/dashboards/markets")).status()).toBe(403);
  expect((await other.request.get("/account", { maxRedirects: 0 })).status()).toBe(307);
});

test("links nothing with a wrong password", async ({ sso, page, signedInAs }) => {
  await signedInAs("bob");
  await askToLink(page, "Globex", "not the password of bob");
  await expect(card(page).getByText("This is not your password.")).toBeVisible();
  expect(page.url()).not.toContain(sso.globex.issuer);
});

test("does not link what somebody else has", async ({ sso, page, signedInAs, anotherBrowser }) => {
  const person = await newPerson(sso.globex, []);
  const owner = await (await anotherBrowser()).newPage();
  await owner.goto("/account");
  await signInWith(owner, "Globex", person);
  await expect(owner.getByTestId("username")).toHaveText(person.username);
  await signedInAs("carol");
  await askToLink(page, "Globex");
  await chooseAtProvider(page, person.name);
  await expect(page).toHaveURL(/\/account\?error=account-taken/);
  await expect(card(page).getByRole("alert")).toContainText("linked to another user");
  await expect(page.getByTestId("username")).toHaveText("carol");
});

test("does not offer to unlink the only way in, and says why", async ({ sso, page }) => {
  const person = await newPerson(sso.globex, []);
  await page.goto("/account");
  await signInWith(page, "Globex", person);
  await expect(card(page).getByText("Your only way in")).toBeVisible();
  await expect(card(page).getByRole("button", { name: "Unlink Globex" })).toHaveCount(0);
});

test("without a password, one proves oneself at the provider one has", async ({ sso, page }) => {
  const atGlobex = await newPerson(sso.globex, []);
  const atAcme = await newPerson(sso.acme, []);
  await page.goto("/account");
  await signInWith(page, "Globex", atGlobex);
  await card(page).getByRole("button", { name: "Link Acme" }).click();
  // Globex asks again, though it still knows who this is.
  await page.getByRole("button", { name: atGlobex.name }).click();
  await chooseAtProvider(page, atAcme.name);
  await confirmLink(page, atAcme);
  await expect(card(page).getByRole("button", { name: "Unlink Acme" })).toBeVisible();
  await expect(card(page).getByRole("button", { name: "Unlink Globex" })).toBeVisible();
});

test("somebody else's account there proves nothing", async ({ sso, page }) => {
  const person = await newPerson(sso.globex, []);
  const colleague = await newPerson(sso.globex, []);
  await page.goto("/account");
  await signInWith(page, "Globex", person);
  await card(page).getByRole("button", { name: "Link Acme" }).click();
  await chooseAtProvider(page, colleague.name);
  // The provider may have ended the first one's session by then, and with it the one here.
  await expect(page).toHaveURL(/error=(not-the-same-person|sign-in-expired)|login\?callbackUrl/);
  const made = await inDatabase(sso.foyer.databaseFile, (db) =>
    db.account.findMany({ where: { subject: { in: [person.sub, colleague.sub] } } }),
  );
  expect(made.map(({ subject }) => subject)).toEqual([person.sub]);
});
