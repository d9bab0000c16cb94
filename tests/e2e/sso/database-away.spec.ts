/** The database fails while somebody is at a provider: said as that, not as a sign-in that took too long. */
import type { Page } from "playwright/test";
import { chooseAtProvider, newPerson } from "../../support/oidc/at-provider";
import { askToLink } from "../../support/oidc/link-account";
import { expect, test } from "../../support/oidc/sso-test";
import { untilCallback } from "../../support/oidc/step-by-step";
import { inDatabase } from "../../support/sign-in";

const words = "Foyer can’t reach its database right now. Try again shortly.";

/** Runs `work` while a table can't be read; all others can. */
async function without(file: string, table: string, work: () => Promise<void>): Promise<void> {
  const rename = (from: string, to: string) =>
    inDatabase(file, (db) => db.$executeRawUnsafe(`ALTER TABLE "${from}" RENAME TO "${to}"`));
  await rename(table, `${table}Away`);
  try {
    await work();
  } finally {
    await rename(`${table}Away`, table);
  }
}

const alert = (page: Page) => page.getByRole("main").getByRole("alert");

test("on the way back to link an account", async ({ sso, page, signedInAs }) => {
  const person = await newPerson(sso.globex, []);
  await signedInAs("bob");
  await askToLink(page, "Globex");
  await expect(page.getByRole("button", { name: person.name })).toBeVisible();
  await without(sso.foyer.databaseFile, "SignInIntent", async () => {
    await chooseAtProvider(page, person.name);
    await expect(page).toHaveURL(`${sso.foyer.url}/account?error=unavailable&provider=globex`);
    await expect(alert(page).filter({ hasText: words })).toBeVisible();
  });
});

for (const table of ["UsedValue", "Account"]) {
  test(`on the way back to sign in: ${table}`, async ({ sso, request }) => {
    const callback = await untilCallback(request, "evil");
    await without(sso.foyer.databaseFile, table, async () => {
      const answer = await request.get(callback, { maxRedirects: 0 });
      expect(answer.headers().location).toContain("/login?error=unavailable");
    });
  });
}
