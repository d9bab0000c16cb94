/** Groups that a provider gave hold only while it confirms them, however one signs in afterwards. */
import type { Page } from "playwright/test";
import { SAMPLE_PASSWORD } from "../../support/foyer";
import { chooseAtProvider, newPerson, signInWith } from "../../support/oidc/at-provider";
import { expect, test } from "../../support/oidc/sso-test";
import { inDatabase } from "../../support/sign-in";

const markets = async (page: Page) => (await page.request.get("/dashboards/markets")).status();
const you = (page: Page) => page.getByRole("region", { name: "You" });

test.afterEach(async ({ sso }) => {
  await inDatabase(sso.foyer.databaseFile, (db) =>
    db.account.deleteMany({ where: { user: { usernameKey: { in: ["alice", "carol"] } } } }),
  );
});

async function linkGlobex(page: Page, name: string): Promise<void> {
  await page.goto("/account");
  const form = page.getByRole("form", { name: "Link Globex" });
  await form.getByLabel("Your password").fill(SAMPLE_PASSWORD);
  await form.getByRole("button", { name: "Link Globex" }).click();
  await chooseAtProvider(page, name);
  await page.getByRole("button", { name: "Link this account" }).click();
  await expect(page).toHaveURL(/\/account\?linked/);
}

test("removed there, a dashboard closes for somebody who signs in with a password", async ({
  sso,
  page,
  signedInAs,
  anotherBrowser,
}) => {
  const person = await newPerson(sso.globex, ["finance"]);
  await signedInAs("alice");
  await linkGlobex(page, person.name);
  const other = await (await anotherBrowser()).newPage();
  await other.goto("/dashboards/markets");
  await signInWith(other, "Globex", person);
  expect(await markets(other)).toBe(200);

  await sso.globex.forget(person.sub);
  await sso.globex.revoke(person.sub);
  await expect.poll(() => markets(page), "the session by password").toBe(403);
  await expect
    .poll(async () => (await other.request.get("/account", { maxRedirects: 0 })).status())
    .toBe(307);
  await signedInAs("alice");
  expect(await markets(page), "a new session by password").toBe(403);
  expect((await page.request.get("/dashboards/flights")).status(), "her own group").toBe(200);
  await page.goto("/account");
  await expect(you(page)).toContainText("They don’t count in this session.");
  await expect(page.getByRole("navigation").getByText("Markets")).toHaveCount(0);
});

test("they last in a session that the provider began, and stands by", async ({
  sso,
  page,
  signedInAs,
  anotherBrowser,
}) => {
  const person = await newPerson(sso.globex, ["finance"]);
  await signedInAs("carol");
  await linkGlobex(page, person.name);
  const other = await (await anotherBrowser()).newPage();
  await other.goto("/dashboards/markets");
  await signInWith(other, "Globex", person);
  await expect.poll(() => markets(page), "by password").toBe(403);
  expect(await markets(other), "by the provider").toBe(200);
  // Read again in the one session, they count in the other as well, for as long as they are new.
  await expect.poll(async () => [await markets(other), await markets(page)]).toEqual([200, 200]);
});
