/** The front door as people use it: in by the form, out by the button, and nothing left behind. */
import type { Page } from "playwright/test";
import { SAMPLE_PASSWORD } from "../../support/foyer";
import { newPerson } from "../../support/new-person";
import { expect, test } from "../../support/test";

/** Chromium writes a line for each answer that is an error. */
const refusals = /status of 40[0-9]|status of 429/;

async function fillIn(page: Page, username: string, password = SAMPLE_PASSWORD): Promise<void> {
  await page.getByLabel("Username or email").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("in to the page asked for, no further than allowed, out for good", async ({
  page,
  context,
  request,
  quiet,
}) => {
  quiet.allow(refusals);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await page.goto("/dashboards/flights");
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fdashboards%2Fflights$/);
  await fillIn(page, "alice");
  await expect(page).toHaveURL("/dashboards/flights");
  await expect(page.getByTestId("username")).toHaveText("alice");
  await expect(page.getByTestId("chart").first()).toHaveAttribute("data-state", "ready");

  const markets = await page.goto("/dashboards/markets");
  expect(markets?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("access");

  await page.goto("/dashboards/flights");
  const cookies = await context.cookies();
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/login?signedOut");
  await expect(page.getByText("You have signed out.")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByLabel("Password", { exact: true })).toBeVisible();
  await expect(page.getByTestId("username")).toHaveCount(0);

  const replay = (path: string) => request.get(path, { headers: { Cookie }, maxRedirects: 0 });
  expect((await replay("/dashboards/flights")).status()).toBe(307);
  expect((await replay("/api/data/flights/airports")).status()).toBe(401);
});

test("a wrong password says so, and keeps the name", async ({ page, server, quiet }) => {
  quiet.allow(refusals);
  const { username } = await newPerson(server);
  await page.goto("/login?callbackUrl=/account");
  await fillIn(page, username, "not this one, sorry");
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveText(
    "Wrong username or password.",
  );
  await expect(page.getByLabel("Username or email")).toHaveValue(username);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page).toHaveURL(/callbackUrl=/);
});

test("too many attempts say how long to wait", async ({ page, server, quiet }) => {
  quiet.allow(refusals);
  const { username } = await newPerson(server);
  await page.goto("/login");
  const alert = page.getByRole("alert").filter({ hasText: /./ });
  for (let i = 0; i < 5; i++) {
    const answered = page.waitForResponse("**/api/auth/callback/credentials");
    await fillIn(page, username, "not this one, sorry");
    await answered;
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  }
  await fillIn(page, username);
  await expect(alert).toHaveText(/^Too many attempts\. Try again in \d+ (seconds|minutes?)\.$/);
});

test("two browsers have two sessions", async ({ page, anotherBrowser, server }) => {
  const { username, password } = await newPerson(server);
  await page.goto("/login");
  await fillIn(page, username, password);
  await expect(page).toHaveURL("/dashboards");
  const second = await (await anotherBrowser()).newPage();
  await second.goto("/login");
  await fillIn(second, username, password);
  await expect(second.getByTestId("username")).toHaveText(username);

  await second.goto("/account");
  await second.getByRole("button", { name: "Sign out other browsers" }).click();
  await expect(second.getByRole("button", { name: "Sign out other browsers" })).toHaveCount(0);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login/);
  await second.goto("/account");
  await expect(second.getByTestId("username")).toHaveText(username);
});

test("another person may sign in after the first has left", async ({ page, signedInAs }) => {
  await signedInAs("alice");
  await page.goto("/dashboards");
  await page.getByRole("button", { name: "Sign out" }).click();
  await fillIn(page, "bob");
  await expect(page.getByTestId("username")).toHaveText("bob");
  await page.goto("/dashboards/markets");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Markets");
});

test("who is signed in already is shown the way on", async ({ page, signedInAs }) => {
  await signedInAs("carol");
  await page.goto("/login?callbackUrl=/dashboards/weather");
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page).toHaveURL("/dashboards/weather");
});

test("a session that ends while a page is open leads to sign-in at the next click", async ({
  page,
  signedInAs,
  request,
  server,
}) => {
  const token = await signedInAs("alice");
  await page.goto("/dashboards");
  await request.post("/logout", {
    headers: { Cookie: `foyer.session=${token}`, Origin: server.url },
    maxRedirects: 0,
  });
  await page
    .getByRole("main")
    .getByRole("link", { name: /Flights/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/login\?callbackUrl=/);
  await fillIn(page, "alice");
  await expect(page).toHaveURL("/dashboards/flights");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("in, refused and out", async ({ page, server, quiet }) => {
    quiet.allow(refusals);
    const { username, password } = await newPerson(server, { groups: ["finance"] });
    await page.goto("/dashboards/markets");
    await fillIn(page, username, "not this one, sorry");
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveText(
      "Wrong username or password.",
    );
    await expect(page.getByLabel("Username or email")).toHaveValue(username);
    await fillIn(page, username, password);
    await expect(page).toHaveURL("/dashboards/markets");
    await expect(page.getByTestId("username")).toHaveText(username);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL("/login?signedOut");
    await page.goto("/logout");
    await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  });
});
