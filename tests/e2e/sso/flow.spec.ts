/** The whole way, as people go it: there, back to the page they wanted, in and out again. */
import { newPerson, signInWith } from "../../support/oidc/at-provider";
import { expect, test } from "../../support/oidc/sso-test";

const signOut = { name: "Sign out" };
const flights = "/dashboards/flights?origin=ATL";

test("leads by the provider back to the page asked for, with the groups from there", async ({
  sso,
  page,
  quiet,
}) => {
  quiet.allow(/403 \(Forbidden\)/);
  const grace = await newPerson(sso.acme, ["analysts"]);
  await page.goto(flights);
  await expect(page).toHaveURL(/\/login\?callbackUrl=/);
  await signInWith(page, "Acme", grace);
  await expect(page).toHaveURL(sso.foyer.url + flights);
  await expect(page.getByTestId("username")).toHaveText(grace.username);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Flights");
  expect((await page.request.get("/dashboards/weather")).status()).toBe(200);
  const refused = await page.goto("/dashboards/markets");
  expect(refused?.status()).toBe(403);
});

test("signs in without JavaScript", async ({ sso, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: sso.foyer.url });
  const page = await context.newPage();
  const person = await newPerson(sso.acme, []);
  await page.goto("/account");
  await signInWith(page, "Acme", person);
  await expect(page).toHaveURL(`${sso.foyer.url}/account`);
  await context.close();
});

test("gives and takes groups while somebody works, as the provider does", async ({ sso, page }) => {
  const person = await newPerson(sso.acme, []);
  const answer = async (path: string) => (await page.request.get(path)).status();
  const becomes = (status: number, path: string) =>
    expect.poll(() => answer(path), { timeout: 15_000 }).toBe(status);
  await page.goto("/login");
  await signInWith(page, "Acme", person);
  await expect(page.getByTestId("username")).toHaveText(person.username);
  expect(await answer("/dashboards/flights")).toBe(403);

  await sso.acme.change(person.sub, { groups: ["analysts"] });
  await becomes(200, "/dashboards/flights");
  expect(await answer("/api/data/flights/days")).toBe(200);

  await sso.acme.change(person.sub, { groups: ["finance"] });
  await becomes(403, "/dashboards/flights");
  expect(await answer("/api/data/flights/days")).toBe(403);
  expect(await answer("/dashboards/markets")).toBe(200);
});

test("ends the session of somebody whom the provider takes everything from", async ({
  sso,
  page,
}) => {
  const person = await newPerson(sso.acme, ["analysts"]);
  await page.goto("/dashboards/flights");
  await signInWith(page, "Acme", person);
  await expect(page.getByTestId("username")).toHaveText(person.username);
  await sso.acme.revoke(person.sub);
  await expect
    .poll(async () => (await page.request.get("/api/data/flights/days")).status(), {
      timeout: 15_000,
    })
    .toBe(401);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Faccount/);
});

test("keeps people of two providers apart, though all else is the same", async ({
  sso,
  page,
  anotherBrowser,
}) => {
  const atAcme = await newPerson(sso.acme, ["analysts"]);
  await sso.globex.change(atAcme.sub, {
    ...{ sub: atAcme.sub, preferred_username: atAcme.username, name: atAcme.name },
    ...{ email: `${atAcme.username}@people.example`, email_verified: true, groups: ["finance"] },
  });
  await page.goto("/dashboards/flights");
  await signInWith(page, "Acme", atAcme);
  await expect(page.getByTestId("username")).toHaveText(atAcme.username);

  const other = await (await anotherBrowser()).newPage();
  await other.goto("/dashboards/markets");
  await signInWith(other, "Globex", atAcme);
  await expect(other).toHaveURL(`${sso.foyer.url}/dashboards/markets`);
  await expect(other.getByTestId("username")).not.toHaveText(atAcme.username);
  expect((await other.request.get("/dashboards/flights")).status()).toBe(403);
  expect((await page.request.get("/dashboards/markets")).status()).toBe(403);
});

test("signing out goes on at a provider that is set so", async ({ sso, page }) => {
  const person = await newPerson(sso.acme, []);
  await page.goto("/account");
  await signInWith(page, "Acme", person);
  await page.getByRole("button", signOut).click();
  await expect(page).toHaveURL(new RegExp(`^${sso.acme.issuer}/session/end`));
  await page.getByRole("button", signOut).click();
  await expect(page).toHaveURL(`${sso.foyer.url}/login?signedOut`);
  await expect(page.getByText("You have signed out.")).toBeVisible();
  // The provider's own session is over as well: it asks again who this is.
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await expect(page.getByRole("button", { name: person.name })).toBeVisible();
});

test("somebody who stays signed in there is still signed out here", async ({ sso, page }) => {
  const person = await newPerson(sso.acme, []);
  await page.goto("/account");
  await signInWith(page, "Acme", person);
  await page.getByRole("button", signOut).click();
  await page.getByRole("button", { name: "Stay signed in" }).click();
  await expect(page).toHaveURL(`${sso.foyer.url}/login?signedOut`);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login\?callbackUrl/);
});

test("signing out stays here with a provider that is not", async ({ sso, page }) => {
  const person = await newPerson(sso.globex, []);
  await page.goto("/account");
  await signInWith(page, "Globex", person);
  await page.getByRole("button", signOut).click();
  await expect(page).toHaveURL(`${sso.foyer.url}/login?signedOut`);
  await page.getByRole("link", { name: "Sign in with Globex" }).click();
  await expect(page.getByTestId("username")).toHaveText(person.username);
});

test("signing out at the provider ends the session here at once", async ({ sso, page }) => {
  const person = await newPerson(sso.globex, []);
  await page.goto("/account");
  await signInWith(page, "Globex", person);
  await expect(page.getByTestId("username")).toHaveText(person.username);
  await page.goto(`${sso.globex.issuer}/session/end`);
  await page.getByRole("button", signOut).click();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  expect((await page.request.get("/account", { maxRedirects: 0 })).status()).toBe(307);
});

test("somebody who goes back at the provider is told so, and may try again", async ({
  sso,
  page,
}) => {
  await page.goto("/login");
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(new RegExp(`^${sso.foyer.url}/login\\?error=provider-refused`));
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "Acme did not sign you in. Try again.",
  );
  await expect(page.getByRole("link", { name: "Sign in with Acme" })).toBeVisible();
});
