/** Moving about by keyboard alone. */
import { expect, type Locator, type Page } from "playwright/test";

/** More stops than any page has between two things. */
const MOST_STOPS = 80;

/** Presses Tab until the element has the focus, and expects that one can see that it has. */
export async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  await expect(target).toHaveCount(1);
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await hasFocus(target)) return expectFocusSeen(page);
    await page.keyboard.press(key);
  }
  throw new Error(`${target} can't be reached by ${key}`);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Expects an outline around what has the focus, or around the label of a control that is drawn by it. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const seen = () =>
    page.evaluate(() => {
      const focused = document.activeElement;
      const drawn = [focused, focused?.closest("label")].filter((e) => e instanceof Element);
      return drawn.some((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        const marked = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
        return marked && width > 2 && height > 2;
      });
    });
  await expect.poll(seen, "the focus can be seen").toBe(true);
}
