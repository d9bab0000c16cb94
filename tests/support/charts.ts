/** Charts on a page: brought into view, drawn, and what was drawn. */
import { expect, type Locator, type Page } from "playwright/test";

/** Plotly may take long on a busy machine without a graphics card. */
const MAX_WAIT = 20_000;

/** Expects this many charts, and that each is drawn once it has come into view. */
export async function expectDrawn(page: Page, count: number): Promise<void> {
  const charts = page.getByTestId("chart");
  await expect(charts).toHaveCount(count);
  for (let i = 0; i < count; i++) {
    const chart = charts.nth(i);
    await chart.scrollIntoViewIfNeeded();
    await expect(chart).toHaveAttribute("data-state", "ready", { timeout: MAX_WAIT });
    await expect(chart.locator("svg.main-svg").first()).toBeVisible();
  }
}

/** A field of the dashboard's filters. */
export function filter(page: Page, label: string): Locator {
  return page.getByRole("search").getByLabel(label, { exact: true });
}

/** The panel of the chart with this title: chart, buttons and figures. */
export function panel(page: Page, title: string | RegExp): Locator {
  return page.getByRole("figure").filter({ has: page.getByRole("heading", { name: title }) });
}

/** How many points each trace of a drawn chart has. */
export async function pointsOf(chart: Locator): Promise<number[]> {
  await expect(chart).toHaveAttribute("data-state", "ready", { timeout: MAX_WAIT });
  return chart.locator(".js-plotly-plot").evaluate((plot) => {
    const { _fullData: traces } = plot as unknown as { _fullData: { x?: ArrayLike<unknown> }[] };
    return traces.map(({ x }) => x?.length ?? 0);
  });
}
