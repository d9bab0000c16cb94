/** The site's name in a request, whatever its Host says. */
import { expect, it } from "vitest";
import { siteOrigin } from "@/lib/http/site-origin";

it.each([
  ["localhost:3000", "http://localhost:3000"],
  ["LOCALHOST:3000", "http://localhost:3000"],
  ["127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["[::1]:3000", "http://[::1]:3000"],
  ["localhost:3001", "http://localhost:3000"],
  ["localhost", "http://localhost:3000"],
  ["evil.com", "http://localhost:3000"],
  ["localhost:3000.evil.com", "http://localhost:3000"],
  ["", "http://localhost:3000"],
])("of Host %j is %s", (host, origin) => {
  expect(siteOrigin(new Headers({ host }))).toBe(origin);
});

it("without a Host is APP_URL's", () => {
  expect(siteOrigin(new Headers())).toBe("http://localhost:3000");
});
