/** The first look in a browser: home, and signing in through the form. */
import { expectAccessible } from "../../support/accessible";
import { SAMPLE_PASSWORD } from "../../support/foyer";
import { expect, test } from "../../support/test";

test("the home page is there for everybody", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

test("alice signs in through the form, and back out", async ({ page }) => {
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Faccount$/);
  await expectAccessible(page);
  await page.getByLabel("Username or email").fill("alice");
  await page.getByLabel("Password", { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByTestId("username")).toHaveText("alice");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/login\?signedOut/);
});

test("a session of bob's opens bob's account", async ({ page, signedInAs }) => {
  await signedInAs("bob");
  await page.goto("/account");
  await expect(page.getByTestId("username")).toHaveText("bob");
  await expectAccessible(page);
});
