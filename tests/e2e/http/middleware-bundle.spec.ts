/** What the build loads with middleware: no icon, whose code is of use to pages alone. */
import { readFileSync } from "node:fs";
import { expect, test } from "../../support/test";

test("middleware's chunks have no icon, and pages have theirs in HTML", async ({ request }) => {
  const entry = readFileSync(".next/server/middleware.js", "utf8");
  const chunks = [...entry.matchAll(/R\.c\("([^"]+)"\)/g)].map((match) => match[1]);
  expect(chunks.length).toBeGreaterThan(0);
  const withIcons = chunks.filter((chunk) => /lucide/.test(readFileSync(`.next/${chunk}`, "utf8")));
  expect(withIcons).toEqual([]);
  expect(await (await request.get("/")).text()).toMatch(
    /<svg[^>]*class="lucide lucide-thermometer"/,
  );
});
