/** Dashboards in use: filters, bookmarks, downloads, figures, and words where there is nothing. */
import { readFile } from "node:fs/promises";
import { filter, panel, pointsOf } from "../../support/charts";
import { expect, test } from "../../support/test";

const CO2 = "Carbon dioxide in the air at Mauna Loa";

test("a visitor filters Climate: address and chart change", async ({ page }) => {
  await page.goto("/dashboards/climate");
  const chart = panel(page, CO2).getByTestId("chart");
  const [all = 0] = await pointsOf(chart);
  expect(all).toBeGreaterThan(700);
  await filter(page, "From year").fill("2000");
  await filter(page, "From year").press("Tab");
  await expect(page).toHaveURL(/\/dashboards\/climate\?from=2000$/);
  await filter(page, "To year").fill("2009");
  await filter(page, "To year").press("Enter");
  await expect(page).toHaveURL(/\?from=2000&to=2009$/);
  await expect.poll(() => pointsOf(chart)).toEqual([120, 10]);
  await page.getByRole("link", { name: "Reset filters" }).click();
  await expect(page).toHaveURL(/\/dashboards\/climate$/);
  await expect.poll(() => pointsOf(chart)).toContain(all);
  await expect(filter(page, "From year")).toHaveValue("1880");
});

test("a bookmark brings the filters back", async ({ page, signedInAs }) => {
  await signedInAs("alice");
  await page.goto("/dashboards/flights?airport=SFO&from=2001-02-01&to=2001-02-28&distance=long");
  await expect(filter(page, "Leaving from")).toHaveValue("SFO");
  await expect(filter(page, "From day")).toHaveValue("2001-02-01");
  await expect(filter(page, "To day")).toHaveValue("2001-02-28");
  await expect(page.getByRole("radio", { name: /^Over/ })).toBeChecked();
  const chart = panel(page, "Mean delay by day").getByTestId("chart");
  expect(Math.max(...(await pointsOf(chart)))).toBe(28);
  await expect(panel(page, "Busiest destinations from SFO")).toBeVisible();
});

test("a bookmark survives the sign-in page", async ({ page }) => {
  await page.goto("/dashboards/weather?year=2014&month=7");
  await page.getByLabel("Username or email").fill("carol");
  await page.getByLabel("Password", { exact: true }).fill("a password for tests");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/dashboards\/weather\?year=2014&month=7$/);
  await expect(page.getByRole("radio", { name: "2014" })).toBeChecked();
  await expect(filter(page, "Month")).toHaveValue("7");
});

test("a bad value stays in its field with its error beside it", async ({ page }) => {
  await page.goto("/dashboards/climate?from=nineteen&to=2000");
  const from = filter(page, "From year");
  await expect(from).toHaveValue("nineteen");
  await expect(from).toHaveAttribute("aria-invalid", "true");
  await expect(from).toHaveAccessibleDescription("Choose a year from 1880 to 2023.");
  await expect(filter(page, "To year")).toHaveValue("2000");
  await expect(filter(page, "To year")).not.toHaveAttribute("aria-invalid");
  // What is good applies.
  const table = panel(page, CO2).getByRole("table");
  await panel(page, CO2).locator("summary").click();
  await expect(table.getByRole("rowheader").last()).toHaveText("2000");
  await from.fill("1990");
  await from.press("Tab");
  await expect(page).toHaveURL(/from=1990&to=2000$/);
  await expect(from).not.toHaveAttribute("aria-invalid");
});

const bad: [path: string, label: string, shown: string, words: RegExp][] = [
  ["climate?from=2000&to=1990", "To year", "1990", /Choose an end after 2000/],
  [
    "climate?to=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E",
    "To year",
    "<img src=x onerror=alert(1)>",
    /Choose a year/,
  ],
  ["flights?airport=NOWHERE", "Leaving from", "NOWHERE", /three-letter code/],
  ["flights?from=2001-02-31", "From day", "", /Choose a day from 2001-01-01/],
  ["flights?to=someday", "To day", "someday", /Choose a day from 2001-01-01/],
  ["markets?from=1999-12-31", "From day", "1999-12-31", /Choose a day from 2000-01-01/],
  ["weather?month=13", "Month", "13", /Choose one of the values listed/],
];
for (const [path, label, shown, words] of bad) {
  test(`${path} shows the error at ${label}`, async ({ page, signedInAs }) => {
    await signedInAs("admin");
    await page.goto(`/dashboards/${path}`);
    const field = filter(page, label);
    await expect(field).toHaveAccessibleDescription(words);
    if (shown) await expect(field).toHaveValue(shown);
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
  });
}

test("nothing chosen, and nothing found, say what to do", async ({ page, signedInAs }) => {
  await signedInAs("bob");
  await page.goto("/dashboards/markets");
  for (const stock of ["AAPL", "AMZN", "GOOG", "IBM", "MSFT"]) {
    await filter(page, stock).uncheck();
  }
  await expect(page.getByText("Choose at least one stock.")).toBeVisible();
  await page.goto("/dashboards/markets?from=2012-01-01&to=2012-12-31");
  await expect(panel(page, "Five stocks")).toContainText("Choose a range that has months of it.");
  await expect(panel(page, "S&P 500 with").getByTestId("chart")).toBeVisible();
  await page.goto("/dashboards/climate?from=1880&to=1900");
  await expect(panel(page, CO2)).toContainText("Choose a range between 1958 and 2020.");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`for people who want less motion, in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("charts have their colours", async ({ page }) => {
      await page.goto("/dashboards/climate");
      const chart = panel(page, CO2).getByTestId("chart");
      await expect(chart).toHaveAttribute("data-state", "ready");
      const panelColour = await panel(page, CO2).evaluate(
        (element) => getComputedStyle(element).backgroundColor,
      );
      const drawing = chart.locator("svg.main-svg").first();
      await expect(drawing).toHaveCSS("background-color", panelColour);
      const lines = chart.locator(".scatterlayer path.js-line");
      await expect(lines).toHaveCount(2);
      const [first, second] = await lines.evaluateAll((paths) =>
        paths.map((path) => getComputedStyle(path).stroke),
      );
      expect(new Set([first, second, panelColour]).size).toBe(3);
    });
  });
}

test("the picture is a picture, with the chart in it", async ({ page }) => {
  await page.goto("/dashboards/climate?from=2000&to=2009");
  const download = page.waitForEvent("download");
  await panel(page, CO2)
    .getByRole("button", { name: /as PNG/ })
    .click();
  const picture = await download;
  expect(picture.suggestedFilename()).toMatch(/^carbon-dioxide.*\.png$/);
  const bytes = await readFile(await picture.path());
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect(bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(1200);
  // An empty picture of this size has a tenth of that.
  expect(bytes.length).toBeGreaterThan(20_000);
});

test("the CSV has the figures on screen", async ({ page }) => {
  await page.goto("/dashboards/climate?from=1990&to=1999");
  const temperature = panel(page, "Global temperature");
  const download = page.waitForEvent("download");
  await temperature.getByRole("link", { name: /as CSV/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("climate-temperature.csv");
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(11);

  await temperature.locator("summary").click();
  const heads = await temperature.getByRole("rowheader").allTextContents();
  expect(heads).toEqual(lines.slice(1).map((line) => line.split(",")[0]));
  const first = await temperature.getByRole("cell").first().textContent();
  const [, anomaly = ""] = lines[1]?.split(",") ?? [];
  expect(Number(first?.replace("−", "-"))).toBeCloseTo(Number(anomaly), 2);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("filters work, and lead to the figures", async ({ page }) => {
    await page.goto("/dashboards/climate");
    await filter(page, "From year").fill("2010");
    await filter(page, "To year").fill("2012");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/from=2010&to=2012/);
    const csv = panel(page, "Global temperature").getByRole("link", {
      name: "Download the figures as CSV",
    });
    const answer = await page.request.get((await csv.getAttribute("href")) ?? "");
    const lines = (await answer.text()).trim().split("\r\n");
    expect(lines.map((line) => line.split(",")[0])).toEqual(["year", "2010", "2011", "2012"]);
    await filter(page, "To year").fill("1700");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(filter(page, "To year")).toHaveAccessibleDescription(/Choose a year/);
    await expect(filter(page, "To year")).toHaveValue("1700");
  });

  test("boxes, choices and days are sent too", async ({ page, signedInAs }) => {
    await signedInAs("admin");
    await page.goto("/dashboards/markets");
    for (const stock of ["AAPL", "AMZN", "GOOG", "IBM"]) await filter(page, stock).uncheck();
    await filter(page, "From day").fill("2004-01-01");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(filter(page, "MSFT")).toBeChecked();
    await expect(filter(page, "AAPL")).not.toBeChecked();
    await expect(filter(page, "From day")).toHaveValue("2004-01-01");
    await filter(page, "MSFT").uncheck();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page.getByText("Choose at least one stock.")).toBeVisible();
  });
});
