/** Which requests may change something: those of this site's own pages, and those without cookies. */
import { describe, expect, it } from "vitest";
import { requireSameSite } from "@/lib/http/same-site";

const OWN = "http://localhost:3000";
const passes = (method: string, headers: Record<string, string>) => {
  try {
    requireSameSite(method, new Headers(headers));
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "cross-site", status: 403 });
    return false;
  }
};

describe.each(["POST", "PUT", "PATCH", "DELETE"])("%s", (method) => {
  it.each<[string, Record<string, string>]>([
    ["from this site", { origin: OWN, cookie: "a=b" }],
    ["as browsers send it from this site", { origin: OWN, "sec-fetch-site": "same-origin" }],
    [
      "without an Origin, when the browser says same-origin",
      { "sec-fetch-site": "same-origin", cookie: "a=b" },
    ],
    ["of a program that has no cookie", {}],
  ])("passes %s", (_, headers) => {
    expect(passes(method, headers)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ["from another site", { origin: "https://evil.example" }],
    ["from another port of this host", { origin: "http://localhost:3001" }],
    ["by another scheme", { origin: "https://localhost:3000" }],
    ["from a host that only begins alike", { origin: `${OWN}.evil.example` }],
    ["from an opaque origin", { origin: "null" }],
    ["from another site of the same domain", { origin: OWN, "sec-fetch-site": "same-site" }],
    ["from another site, whatever Origin says", { origin: OWN, "sec-fetch-site": "cross-site" }],
    ["typed by hand", { "sec-fetch-site": "none" }],
    ["with a cookie and no word where from", { cookie: "a=b" }],
    [
      "from another site, though the browser says same-origin",
      { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    ],
  ])("does not pass %s", (_, headers) => {
    expect(passes(method, headers)).toBe(false);
  });
});

it.each(["GET", "HEAD", "OPTIONS"])("%s changes nothing, and passes from anywhere", (method) => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site", cookie: "a=b" };
  expect(passes(method, headers)).toBe(true);
});
