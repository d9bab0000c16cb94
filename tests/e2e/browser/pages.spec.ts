/** Every page, in light and dark, at both sizes: nothing axe finds, nothing too wide, charts drawn. */
import type { Page } from "playwright/test";
import { expectAccessible } from "../../support/accessible";
import type { Person } from "../../support/ask";
import { expectDrawn } from "../../support/charts";
import { expect, test } from "../../support/test";

interface PageCase {
  path: string;
  person: Person;
  title: string;
  heading: string | RegExp;
  status?: number;
  charts?: number;
}

const cases: PageCase[] = [
  { path: "/", person: "nobody", title: "Foyer", heading: "Welcome to Foyer" },
  { path: "/", person: "alice", title: "Foyer", heading: "Welcome, Alice" },
  { path: "/login", person: "nobody", title: "Sign in · Foyer", heading: "Sign in to Foyer" },
  { path: "/login", person: "alice", title: "Sign in · Foyer", heading: /^You are signed in/ },
  {
    path: "/login?signedOut",
    person: "nobody",
    title: "Sign in · Foyer",
    heading: "Sign in to Foyer",
  },
  {
    path: "/login?error=wrong-credentials",
    person: "nobody",
    title: "Sign in · Foyer",
    heading: "Sign in to Foyer",
  },
  { path: "/setup", person: "nobody", title: "Set up · Foyer", heading: /no longer good/ },
  { path: "/dashboards", person: "carol", title: "Dashboards · Foyer", heading: "Dashboards" },
  { path: "/dashboards", person: "admin", title: "Dashboards · Foyer", heading: "Dashboards" },
  {
    path: "/dashboards/climate",
    person: "nobody",
    title: "Climate · Foyer",
    heading: "Climate",
    charts: 3,
  },
  {
    path: "/dashboards/weather",
    person: "carol",
    title: "Weather · Foyer",
    heading: "Weather",
    charts: 3,
  },
  {
    path: "/dashboards/flights",
    person: "alice",
    title: "Flights · Foyer",
    heading: "Flights",
    charts: 5,
  },
  {
    path: "/dashboards/markets",
    person: "bob",
    title: "Markets · Foyer",
    heading: "Markets",
    charts: 3,
  },
  { path: "/account", person: "alice", title: "Account · Foyer", heading: "Account" },
  {
    path: "/dashboards/markets",
    person: "alice",
    title: "No access · Foyer",
    heading: "You don’t have access to this",
    status: 403,
  },
  {
    path: "/no/such/page",
    person: "alice",
    title: "Not found · Foyer",
    heading: "There is nothing here",
    status: 404,
  },
];

async function expectFits(page: Page): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess, "pixels that the page is wider than the window").toBeLessThanOrEqual(0);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const { path, person, title, heading, status = 200, charts = 0 } of cases) {
      test(`${path} for ${person}`, async ({ page, signedInAs, quiet }) => {
        // Axe looks at everything on the page, which takes its time on a busy machine.
        test.slow();
        if (person !== "nobody") await signedInAs(person);
        // The browser itself reports a page's own status as an error.
        if (status >= 400) quiet.allow(new RegExp(`status of ${status}`));
        const response = await page.goto(path);
        expect(response?.status()).toBe(status);
        await expect(page).toHaveTitle(title);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
        const signOut = page.getByRole("button", { name: "Sign out", exact: true });
        if (person === "nobody") {
          await expect(signOut).toHaveCount(0);
          await expect(page.getByTestId("username")).toHaveCount(0);
        } else {
          await expect(signOut).toHaveCount(1);
          await expect(signOut).toBeInViewport();
          await expect(page.getByTestId("username")).toHaveText(person);
          await expect(page.getByTestId("username")).toBeInViewport();
        }
        await expectDrawn(page, charts);
        await expectFits(page);
        await expectAccessible(page);
      });
    }

    test("/logout asks with one button", async ({ page, signedInAs }) => {
      await signedInAs("alice");
      await page.goto("/logout");
      await expect(page).toHaveTitle("Sign out · Foyer");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign out");
      await expect(page.getByRole("button")).toHaveText(["Sign out"]);
      await expectFits(page);
      await expectAccessible(page);
      // Looking at it changes nothing.
      await page.goto("/dashboards");
      await expect(page.getByTestId("username")).toHaveText("alice");
    });
  });
}
