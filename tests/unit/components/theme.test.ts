/** The theme's cookie. */
import { expect, it } from "vitest";
import { themeCookieText, themeOf } from "@/components/nav/theme";

it.each([
  ["light", "light"],
  ["dark", "dark"],
  ["system", "system"],
  [undefined, "system"],
  ["", "system"],
  ['"><script>', "system"],
  ["__proto__", "system"],
])("reads %j as %s", (value, theme) => {
  expect(themeOf(value)).toBe(theme);
});

it("keeps a choice for a year, and forgets the system's", () => {
  expect(themeCookieText("dark", false)).toBe(
    "foyer.theme=dark; Path=/; Max-Age=31536000; SameSite=Lax",
  );
  expect(themeCookieText("system", false)).toContain("Max-Age=0");
});

it("stays on https where it was set there", () => {
  expect(themeCookieText("dark", true)).toMatch(/; Secure$/);
});
