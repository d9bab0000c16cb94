/** Linking an account at a provider on one's account page, and taking such links back. */
import { expect, type Page } from "playwright/test";
import { SAMPLE_PASSWORD } from "../foyer";
import { inDatabase } from "../sign-in";
import { chooseAtProvider, type Somebody } from "./at-provider";

/** The first click, with the password of whoever is signed in: leads to the provider. */
export async function askToLink(page: Page, label: string, password = SAMPLE_PASSWORD) {
  await page.goto("/account");
  const form = page.getByRole("form", { name: `Link ${label}` });
  await form.getByLabel("Your password").fill(password);
  await form.getByRole("button", { name: `Link ${label}` }).click();
}

/** The second click, on the page that says whose account it is. */
export async function confirmLink(page: Page, { name }: Somebody): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Link this account?");
  await expect(page.getByRole("definition").filter({ hasText: name }).first()).toBeVisible();
  await page.getByRole("button", { name: "Link this account" }).click();
  await expect(page).toHaveURL(/\/account\?linked/);
}

/** All of it, from the first click to the account page that says so. */
export async function linkAccount(page: Page, label: string, person: Somebody): Promise<void> {
  await askToLink(page, label);
  await chooseAtProvider(page, person.name);
  await confirmLink(page, person);
}

/** Takes all links of the sample users back: they are few, so what a test links, it unlinks. */
export async function unlinkSampleUsers(databaseFile: string): Promise<void> {
  const usernameKey = { in: ["alice", "bob", "carol"] };
  await inDatabase(databaseFile, (db) =>
    db.account.deleteMany({ where: { user: { usernameKey } } }),
  );
}
