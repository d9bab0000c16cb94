/** The set-up link in a browser: it makes the first administrator, once. */
import type { Page } from "playwright/test";
import { STRONG_SECRET, setupLink } from "../../support/deployment";
import { type Foyer, type FoyerOptions, freePort } from "../../support/foyer";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

const PASSWORD = "an owl counts nine lanterns";

/** A name that browsers lead to this machine by themselves, and that Foyer takes for a public one. */
async function deployment(
  ownServer: (options: FoyerOptions) => Promise<Foyer>,
  origins: string[],
): Promise<{ server: Foyer; link: string }> {
  const port = String(await freePort());
  const url = `http://foyer.localhost:${port}`;
  origins.push(url);
  const env = { PORT: port, APP_URL: url, HOST: "127.0.0.1", NEXTAUTH_SECRET: STRONG_SECRET };
  const server = await ownServer({ env });
  const link = setupLink(server.output()) ?? "";
  expect(link).toContain(`${url}/setup?token=`);
  return { server, link };
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole("button", { name: "Make administrator" }).click();
}

const good = { Username: "ada", "Full name": "Ada King", Email: "ada@example.com" };

for (const scripts of [true, false]) {
  test.describe(scripts ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled: scripts });

    test("makes the first administrator, who signs in", async ({ page, ownServer, origins }) => {
      const { server, link } = await deployment(ownServer, origins);
      await page.goto(link);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        "Make the first administrator",
      );

      await fill(page, { ...good, Email: "no address", Password: "short" });
      const email = page.getByLabel("Email", { exact: true });
      const password = page.getByLabel("Password", { exact: true });
      await expect(email).toHaveAccessibleDescription(/\w/);
      await expect(password).toHaveAccessibleDescription(/at least 12 characters/);
      await expect(email).toHaveValue("no address");
      await expect(page.getByLabel("Username")).toHaveValue("ada");
      await expect(page.getByLabel("Full name")).toHaveValue("Ada King");
      await expect(password).toHaveValue("");
      expect(await inDatabase(server.databaseFile, (db) => db.user.count())).toBe(0);

      await fill(page, { ...good, Password: PASSWORD });
      await expect(page).toHaveURL(/\/login\?welcome/);
      await expect(page.getByText("The first administrator is made.")).toBeVisible();
      await page.getByLabel("Username or email").fill("ADA");
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByTestId("username")).toHaveText("ada");
      const { groups } = await inDatabase(server.databaseFile, async (db) => ({
        groups: await db.group.findMany({ where: { memberships: { some: {} } } }),
      }));
      expect(groups.map(({ name }) => name)).toEqual(["admins"]);

      await page.goto(link);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        "This link is no longer good",
      );
    });
  });
}

test("of two people with the form open, one is made", async ({
  page,
  anotherBrowser,
  ownServer,
  origins,
}) => {
  const { server, link } = await deployment(ownServer, origins);
  const other = await (await anotherBrowser()).newPage();
  await page.goto(link);
  await other.goto(link);
  await fill(page, { ...good, Password: PASSWORD });
  await expect(page).toHaveURL(/\/login\?welcome/);
  await fill(other, {
    Username: "eve",
    "Full name": "Eve",
    Email: "eve@example.com",
    Password: PASSWORD,
  });
  await expect(other.getByText("This link has been used, or is too old.")).toBeVisible();
  const names = await inDatabase(server.databaseFile, (db) =>
    db.user.findMany({ select: { username: true } }),
  );
  expect(names).toEqual([{ username: "ada" }]);
});
