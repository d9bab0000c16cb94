/** What people do on the pages of the local provider, and how they get there. */
import { randomUUID } from "node:crypto";
import { expect, type Page } from "playwright/test";
import type { TestProvider } from "./local-provider";

/** Somebody new at a provider, so that no test meets another's leftovers. */
export interface Somebody {
  sub: string;
  username: string;
  name: string;
}

export async function newPerson(
  provider: TestProvider,
  groups: string[],
  more: Record<string, unknown> = {},
): Promise<Somebody> {
  const username = `p${randomUUID().slice(0, 8)}`;
  const name = `Person ${username}`;
  const claims = { preferred_username: username, name, email_verified: true, groups };
  const email = `${username}@people.example`;
  await provider.change(username, { sub: username, ...claims, email, ...more });
  return { sub: username, username, name };
}

/** Signs in from where `page` is: its button, and the provider's pages. */
export async function signInWith(page: Page, label: string, { name }: Somebody): Promise<void> {
  await page.getByRole("link", { name: `Sign in with ${label}` }).click();
  await chooseAtProvider(page, name);
}

/** Answers the provider: this is who I am, and yes, Foyer may know. */
export async function chooseAtProvider(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await expect(page.getByRole("heading", { name: "Let Foyer know who you are?" })).toBeVisible();
  await page.getByRole("button", { name: "Allow" }).click();
}
