/** Everything people come for, by keyboard alone, and the focus always in sight. */
import { filter, panel } from "../../support/charts";
import { tabTo } from "../../support/keyboard";
import { expect, test } from "../../support/test";

test("sign in, open a dashboard, change a filter, read its figures, sign out", async ({ page }) => {
  test.slow();
  await page.goto("/dashboards/weather");
  await expect(page).toHaveURL(/\/login\?callbackUrl=/);
  // The first field has the focus already.
  await expect(page.getByLabel("Username or email")).toBeFocused();
  await page.keyboard.type("carol");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await page.keyboard.type("a password for tests");
  await tabTo(page, page.getByLabel("Keep me signed in"));
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Keep me signed in")).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Sign in", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dashboards\/weather$/);
  await expect(page.getByTestId("username")).toHaveText("carol");

  const years = page.getByRole("group", { name: "Year" });
  await tabTo(page, years.getByRole("radio", { name: "All years" }));
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/year=2012/);
  await tabTo(page, filter(page, "Month"));
  await page.keyboard.press("M");
  await expect(page).toHaveURL(/month=3/);

  const rain = panel(page, "Rain by month");
  await tabTo(page, rain.locator("summary"));
  await page.keyboard.press("Enter");
  await expect(rain.getByRole("table")).toBeVisible();
  await expect(rain.getByRole("row")).toHaveCount(2);
  await tabTo(page, rain.getByRole("region"));

  await tabTo(page, page.getByRole("button", { name: "Sign out", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/login\?signedOut/);
  await expect(page.getByText("You have signed out.")).toBeVisible();
  await page.goto("/dashboards/weather");
  await expect(page).toHaveURL(/\/login/);
});

test("going to a page is announced, once, and is no alert", async ({ page, signedInAs }) => {
  await signedInAs("alice");
  await page.goto("/dashboards");
  const announced = (title: string) => page.getByRole("status").filter({ hasText: title });
  await expect(announced("Foyer")).toHaveCount(0);
  const going = [
    ["Climate", "Climate · Foyer"],
    ["Weather", "Weather · Foyer"],
  ] as const;
  for (const [name, title] of going) {
    await page.goto("/dashboards");
    await page.getByRole("main").getByRole("link", { name }).click();
    await expect(announced(title)).toHaveCount(1);
    await page.goBack();
    await expect(announced("Dashboards · Foyer")).toHaveCount(1);
    await expect(announced(title)).toHaveCount(0);
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
  // What Next.js makes for it is left as it is, and out of the page.
  const ofNext = page.locator("next-route-announcer");
  await expect(ofNext).toBeHidden();
  await expect(ofNext.locator("[aria-live]")).toHaveAttribute("role", "alert");
});

test("the navigation leads to a dashboard", async ({ page, signedInAs, isMobile }) => {
  await signedInAs("alice");
  await page.goto("/");
  const navigation = page.getByRole("navigation", { name: "Dashboards" });
  const link = navigation.getByRole("link", { name: "Climate" });
  if (isMobile) {
    const menu = navigation.locator("summary");
    await tabTo(page, menu);
    await page.keyboard.press("Enter");
    await expect(link).toBeVisible();
    // Escape closes it, and the focus is where it was.
    await page.keyboard.press("Escape");
    await expect(link).toBeHidden();
    await expect(menu).toBeFocused();
    await page.keyboard.press("Enter");
  }
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dashboards\/climate$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Climate");
  if (isMobile) await expect(link).toBeHidden();
  else await expect(link).toHaveAttribute("aria-current", "page");
});

test("the first stop skips to the content", async ({ page, signedInAs }) => {
  await signedInAs("admin");
  await page.goto("/dashboards");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await page.keyboard.press("Tab");
  const inMain = await page.evaluate(
    () => document.activeElement?.closest("#main") !== null && document.activeElement?.tagName,
  );
  expect(inMain).toBe("A");
  await expect(page.getByRole("link", { name: "Climate" }).last()).toBeFocused();
});

test("the theme is chosen, and is there from the first byte on after that", async ({ page }) => {
  await page.goto("/");
  const root = page.locator("html");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(root).not.toHaveAttribute("data-theme");
  const light = await background();
  const theme = page.locator("summary[aria-label=Theme]");
  await tabTo(page, theme);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("radio", { name: "As the system" }));
  await page.keyboard.press("ArrowDown");
  await expect(root).toHaveAttribute("data-theme", "light");
  await page.keyboard.press("ArrowDown");
  await expect(root).toHaveAttribute("data-theme", "dark");
  expect(await background()).not.toBe(light);

  const reloaded = await page.reload();
  // In what the server sends: no script has to run first, so nothing flashes.
  expect(await reloaded?.text()).toMatch(/<html[^>]* data-theme="dark"/);
  await expect(root).toHaveAttribute("data-theme", "dark");
  expect(await background()).not.toBe(light);

  await tabTo(page, theme);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("radio", { name: "Dark" }));
  await page.keyboard.press("ArrowDown");
  await expect(root).not.toHaveAttribute("data-theme");
  expect(await (await page.reload())?.text()).not.toContain('data-theme="');
});

test("a wrong password is said, and the focus is where to try again", async ({ page, quiet }) => {
  quiet.allow(/status of 401/);
  await page.goto("/login");
  await page.keyboard.type("nobody of this name");
  await page.keyboard.press("Tab");
  await page.keyboard.type("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("Wrong username or password.");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Username or email")).toHaveValue("nobody of this name");
});
