/** What may be asked for at all, before Next.js sees it. */
import { describe, expect, it } from "vitest";
import { comparablePath, targetError } from "@/scripts/server/request-target";

describe("takes", () => {
  it.each([
    "/",
    "/dashboards/flights?airport=JFK,LAX&from=2001-01-01",
    "/dashboards/flights?q=%",
    '/?q=[a]{b}|c^d`e"f<g>',
    "/caf%C3%A9",
    "/a%20b",
    "/%2e%2e/x",
    "/a;b=c",
    "/_next/static/chunks/%5Bslug%5D.js",
    "//evil.com",
    "/@x/$y/!z/~a/(b)/*c",
  ])("GET %s", (target) => {
    expect(targetError("GET", target)).toBeUndefined();
  });

  it.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s /", (method) => {
    expect(targetError(method, "/")).toBeUndefined();
  });
});

describe("refuses", () => {
  it.each([
    "",
    "*",
    "foo",
    "http://localhost:3000/",
    "https://evil.com/",
    "evil.com:443",
    "/%",
    "/%z",
    "/%zz",
    "/%E0%A4%A",
    "/%ff",
    "/%c0%ae",
    "/a%00b",
    "/a%0ab",
    "/a%0d%0aSet-Cookie:x",
    "/a%7f",
    "/\\evil.com",
    "/a\\b",
    "/<script>",
    '/"',
    "/{a}",
    "/a|b",
    "/a^b",
    "/a`b",
    "/a b",
    "/a\tb",
    "/caf\u00e9",
    "/?caf\u00e9",
    "/\u007f",
  ])("GET %j", (target) => {
    expect(targetError("GET", target)).toBe("bad-request");
  });

  it.each(["TRACE", "CONNECT", "PROPFIND", "PURGE", "get", "", undefined])("%s /", (method) => {
    expect(targetError(method, "/")).toBe("method-not-allowed");
  });
});

it.each([
  ["/login", "/login"],
  ["/LOGIN?x", "/login"],
  ["/%6cogin", "/login"],
  ["//login", "/login"],
  ["/api/%61uth/callback", "/api/auth/callback"],
])("compares %s as %s", (target, path) => {
  expect(comparablePath(target)).toBe(path);
});
