/** Accessibility scans with axe. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

/** Expects axe to find nothing on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.html),
  }));
  expect(found, `axe on ${page.url()}`).toEqual([]);
}
