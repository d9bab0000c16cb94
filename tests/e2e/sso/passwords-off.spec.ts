/** PASSWORD_SIGN_IN=off with one provider: no form, no endpoint, and a way in for an emergency. */
import { type Foyer, SAMPLE_PASSWORD, startFoyer } from "../../support/foyer";
import { chooseAtProvider, newPerson } from "../../support/oidc/at-provider";
import { expectRefused } from "../../support/oidc/census";
import { startProvider, type TestProvider } from "../../support/oidc/local-provider";
import { providerVariables } from "../../support/oidc/provider-variables";
import { inDatabase } from "../../support/sign-in";
import { test as base, expect } from "../../support/test";

const test = base.extend<object, { only: { foyer: Foyer; acme: TestProvider } }>({
  only: [
    async ({ browserName: _ }, use) => {
      const acme = await startProvider("only", "acme.example");
      const foyer = await startFoyer({
        env: { ...providerVariables("acme", acme.issuer), PASSWORD_SIGN_IN: "off" },
      });
      await acme.addClient(foyer.url, "acme");
      await use({ foyer, acme });
      await Promise.all([foyer.stop(), acme.stop()]);
    },
    { scope: "worker", timeout: 90_000 },
  ],
  server: async ({ only }, use) => use(only.foyer),
  origins: async ({ only }, use) => use([only.foyer.url, only.acme.issuer]),
});

const signIn = (username: string, more: Record<string, string> = {}) => ({
  form: { username, password: SAMPLE_PASSWORD, ...more },
  headers: { Accept: "application/json" },
});
const endpoint = "/api/auth/callback/credentials";

test("goes straight to the only provider, and back to the page asked for", async ({
  only,
  page,
}) => {
  const person = await newPerson(only.acme, []);
  await page.goto("/dashboards/weather");
  await expect(page).toHaveURL(new RegExp(`^${only.acme.issuer}/`));
  await chooseAtProvider(page, person.name);
  await expect(page).toHaveURL(`${only.foyer.url}/dashboards/weather`);
});

test("does not lead around in circles when signing in fails", async ({ only, page }) => {
  await page.goto("/account");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(new RegExp(`^${only.foyer.url}/login\\?error=provider-refused`));
  await expect(page.getByRole("link", { name: /^Sign in with / })).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
});

test("stays signed out after signing out", async ({ page }) => {
  await page.goto("/login?signedOut");
  await expect(page.getByText("You have signed out.")).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
});

test("takes nobody's password, however it is sent", async ({ only, request }) => {
  for (const more of [{}, { emergency: "" }]) {
    expect((await request.post(endpoint, signIn("alice", more))).status()).toBe(404);
  }
  await expectRefused(only.foyer.databaseFile, async () => {
    const answer = await request.post(endpoint, signIn("alice", { emergency: "1" }));
    expect(answer.status()).toBe(401);
  });
  expect((await request.get("/account", { maxRedirects: 0 })).status()).toBe(307);
});

test("lets an account for emergencies in, by a form of its own", async ({ only, page }) => {
  await page.goto("/login?signedOut");
  const offer = page.getByRole("link", { name: "Emergency access" });
  await expect(page.getByRole("link", { name: /^Sign in with / })).toBeVisible();
  await expect(offer, "nobody could use it").toHaveCount(0);
  await inDatabase(only.foyer.databaseFile, (db) =>
    db.user.update({ where: { usernameKey: "admin" }, data: { emergency: true } }),
  );
  await page.goto("/login?signedOut");
  await offer.click();
  await page.getByLabel("Username or email").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByTestId("username")).toHaveText("admin");
});
