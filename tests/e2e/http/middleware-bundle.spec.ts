/** What the build loads with middleware: nothing that is of use to pages or to signing in alone. */
import { readFileSync } from "node:fs";
import { expect, test } from "../../support/test";

/** Middleware's chunks in which a pattern is found. */
function chunksWith(pattern: RegExp): string[] {
  const entry = readFileSync(".next/server/middleware.js", "utf8");
  const chunks = [...entry.matchAll(/R\.c\("([^"]+)"\)/g)].map((match) => match[1] ?? "");
  expect(chunks.length).toBeGreaterThan(0);
  return chunks.filter((chunk) => pattern.test(readFileSync(`.next/${chunk}`, "utf8")));
}

test("middleware's chunks have no icon, and pages have theirs in HTML", async ({ request }) => {
  expect(chunksWith(/lucide/)).toEqual([]);
  expect(await (await request.get("/")).text()).toMatch(
    /<svg[^>]*class="lucide lucide-thermometer"/,
  );
});

test("middleware's chunks have no way in: no provider, no setting of one, no call to one", () => {
  expect(chunksWith(/groupsDueAt/), "sessions are in them").not.toEqual([]);
  expect(chunksWith(/OIDC_|b2clogin|end_session_endpoint|ProviderError|openid-client/)).toEqual([]);
});
