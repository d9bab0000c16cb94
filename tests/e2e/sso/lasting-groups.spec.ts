/** Groups that a provider gave hold only while it confirms them, however one signs in afterwards. */
import type { Page } from "playwright/test";
import { newPerson, type Somebody, signInWith } from "../../support/oidc/at-provider";
import { linkAccount, unlinkSampleUsers } from "../../support/oidc/link-account";
import { expect, type Sso, test } from "../../support/oidc/sso-test";

const markets = async (page: Page) => (await page.request.get("/dashboards/markets")).status();
const you = (page: Page) => page.getByRole("region", { name: "You" });

test.afterEach(({ sso }) => unlinkSampleUsers(sso.foyer.databaseFile));

/** Somebody with the group of Markets at Globex, linked by whoever `page` shows, and signed in by it in `other`. */
async function linkedAndSignedIn({ globex }: Sso, page: Page, other: Page): Promise<Somebody> {
  const person = await newPerson(globex, ["finance"]);
  await linkAccount(page, "Globex", person);
  await other.goto("/dashboards/markets");
  await signInWith(other, "Globex", person);
  return person;
}

test("removed there, a dashboard closes for somebody who signs in with a password", async ({
  sso,
  page,
  signedInAs,
  anotherBrowser,
}) => {
  await signedInAs("alice");
  const other = await (await anotherBrowser()).newPage();
  const person = await linkedAndSignedIn(sso, page, other);
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
  await signedInAs("carol");
  const other = await (await anotherBrowser()).newPage();
  await linkedAndSignedIn(sso, page, other);
  await expect.poll(() => markets(page), "by password").toBe(403);
  expect(await markets(other), "by the provider").toBe(200);
  // Read again in the one session, they count in the other as well, for as long as they are new.
  await expect.poll(async () => [await markets(other), await markets(page)]).toEqual([200, 200]);
});
