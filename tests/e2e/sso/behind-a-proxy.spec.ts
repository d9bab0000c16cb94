/** Behind nginx, which ends TLS, and under a path beside another site: everything works, nothing leads out. */
import type { Page } from "playwright/test";
import { type Foyer, freePort, SAMPLE_PASSWORD, startFoyer } from "../../support/foyer";
import { newPerson, signInWith } from "../../support/oidc/at-provider";
import { startProvider, type TestProvider } from "../../support/oidc/local-provider";
import { providerVariables } from "../../support/oidc/provider-variables";
import { startNginx } from "../../support/proxy/nginx";
import { buildUnder } from "../../support/proxy/prefixed-build";
import { test as base, expect } from "../../support/test";

const PREFIX = "/foyer";
/** A build may have to come first. */
const LONG = 300_000;

interface Behind {
  foyer: Foyer;
  acme: TestProvider;
  origin: string;
  /** The site's address, without a slash at its end. */
  site: string;
}

const test = base.extend<object, { behind: Behind }>({
  behind: [
    async ({ browserName: _ }, use) => {
      const [project, port] = [await buildUnder(PREFIX), await freePort()];
      const site = `https://localhost:${port}${PREFIX}`;
      const acme = await startProvider("behind", "acme.example");
      const foyer = await startFoyer({
        project,
        env: {
          ...providerVariables("acme", acme.issuer, { LABEL: "Acme", SIGN_OUT: "provider" }),
          APP_URL: site,
          TRUSTED_PROXIES: "127.0.0.1",
          SAMPLE_PASSWORD,
        },
      });
      await acme.addClient(site, "acme");
      const upstream = foyer.url.replace("localhost", "127.0.0.1");
      const nginx = await startNginx({ port, prefix: PREFIX, upstream });
      await use({ foyer, acme, origin: nginx.origin, site });
      await Promise.all([nginx.stop(), foyer.stop(), acme.stop()]);
    },
    { scope: "worker", timeout: LONG },
  ],
  server: async ({ behind }, use) =>
    use({ url: behind.site, databaseFile: behind.foyer.databaseFile }),
  origins: async ({ behind }, use) => use([behind.origin, behind.acme.issuer]),
});
test.use({ ignoreHTTPSErrors: true });
// One proxy, one build: the tests of this file share them.
test.describe.configure({ mode: "default" });

async function signInAsAlice(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/login`);
  await page.getByLabel("Username or email").fill("alice");
  await page.getByLabel("Password", { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByTestId("username")).toHaveText("alice");
}

test("sign in, dashboards, data, filters, files, sign out: all under the path", async ({
  behind: { site, origin },
  page,
  quiet,
}) => {
  quiet.allow(/403 \(Forbidden\)/);
  const outside: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin === origin && !`${url.pathname}/`.startsWith(`${PREFIX}/`))
      outside.push(request.url());
  });
  await page.goto(site);
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("Username or email").fill("alice");
  await page.getByLabel("Password", { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`${site}/dashboards`);

  await page
    .getByRole("main")
    .getByRole("link", { name: /Flights/ })
    .click();
  await expect(page).toHaveURL(`${site}/dashboards/flights`);
  await expect(page.locator('[data-state="ready"]').first()).toBeVisible();
  const csv = await page
    .getByRole("link", { name: /as CSV/ })
    .first()
    .getAttribute("href");
  expect(csv).toMatch(/^\/foyer\/api\/data\/flights\//);
  const file = await page.request.get(origin + csv);
  expect(file.headers()["content-type"]).toContain("text/csv");

  const filters = page.getByRole("form", { name: "Filters" });
  await expect(filters).toHaveAttribute("action", `${PREFIX}/dashboards/flights`);
  await page.goto(`${site}/dashboards/markets`);
  await expect(page.getByText("You don’t have access to this")).toBeVisible();
  await page.getByRole("link", { name: "Back to the dashboards" }).click();
  await expect(page).toHaveURL(`${site}/dashboards`);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(`${site}/login?signedOut`);
  expect(outside).toEqual([]);
});

test("the session's cookie is bound to the host and to TLS", async ({
  behind: { site },
  page,
  context,
}) => {
  await signInAsAlice(page, site);
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name === "__Host-foyer.session");
  expect(session).toMatchObject({ secure: true, httpOnly: true, path: "/", sameSite: "Lax" });
});

test("a page asked for comes after signing in, with a password and without JavaScript", async ({
  behind: { site },
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(`${site}/dashboards/flights?origin=ATL`);
  await expect(page).toHaveURL(/\/foyer\/login\?callbackUrl=%2Ffoyer%2Fdashboards%2Fflights/);
  await page.getByLabel("Username or email").fill("alice");
  await page.getByLabel("Password", { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`${site}/dashboards/flights?origin=ATL`);
  await page.goto(`${site}/logout`);
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${site}/login?signedOut`);
  await context.close();
});

test("an action of a page works: other browsers are signed out", async ({
  behind: { site },
  page,
  browser,
}) => {
  const other = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
  await signInAsAlice(other, site);
  await signInAsAlice(page, site);
  await page.goto(`${site}/account`);
  await page.getByRole("button", { name: "Sign out other browsers" }).click();
  await expect(page.getByText("All other browsers are signed out.")).toBeVisible();
  await other.goto(`${site}/account`);
  await expect(other).toHaveURL(`${site}/login?callbackUrl=%2Ffoyer%2Faccount`);
  await other.context().close();
});

test("single sign-on leads there, back to the page, and out on both sides", async ({
  behind: { site, acme },
  page,
}) => {
  const person = await newPerson(acme, ["analysts"]);
  await page.goto(`${site}/dashboards/flights`);
  await signInWith(page, "Acme", person);
  await expect(page).toHaveURL(`${site}/dashboards/flights`);
  await expect(page.getByTestId("username")).toHaveText(person.username);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(new RegExp(`^${acme.issuer}/session/end`));
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${site}/login?signedOut`);
});

test("answers nothing outside of its path, and keeps its limits inside", async ({
  behind: { site, origin, foyer },
  request,
}) => {
  expect(await (await request.get(`${origin}/`)).text()).toBe("another site");
  for (const path of [
    "/",
    "/login",
    "/dashboards",
    "/api/health",
    "/foyerx",
    "/api/auth/session",
  ]) {
    expect((await fetch(foyer.url + path)).status, path).toBe(404);
  }
  expect((await request.get(`${site}/api/health`)).status()).toBe(200);
  const big = await request.post(`${site}/api/auth/callback/credentials`, {
    form: { username: "x".repeat(20_000), password: "x" },
  });
  expect(big.status()).toBe(413);
  const unknown = await request.get(`${site}/api/nothing`);
  expect(unknown.status()).toBe(401);
  expect(unknown.headers()["content-type"]).toContain("problem+json");
});

test("forms lead to this site only, whatever was asked for", async ({ behind, request }) => {
  for (const wanted of ["/", "/other", "https://evil.example/", "//evil.example", "/foyer/../x"]) {
    const query = new URLSearchParams({ callbackUrl: wanted });
    const page = await (await request.get(`${behind.site}/login?${query}`)).text();
    expect(page, wanted).toContain('name="callbackUrl" value="/foyer/dashboards"');
  }
});
