/** Where people land after sign-in: on this site, whatever the address says. */
import { describe, expect, it } from "vitest";
import { returnPath, signInAddress } from "@/lib/http/return-path";

const ORIGINS = ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"];
const HOME = "/dashboards";
const land = (wanted: string | null | undefined) => returnPath(wanted, ORIGINS);

describe("goes where it was asked to, on this site", () => {
  it.each([
    ["/", "/"],
    ["/dashboards", "/dashboards"],
    ["/dashboards/flights", "/dashboards/flights"],
    ["/dashboards/flights?airport=JFK,LAX&from=2001-01-01", undefined],
    ["/dashboards/flights?a=b%20c+d&e", undefined],
    ["/dashboards/flights?next=https%3A%2F%2Fevil.com", undefined],
    ["/dashboards/flights?next=//evil.com", undefined],
    ["/dashboards/../account", "/account"],
    ["/account#sessions", "/account"],
    ["/a%20b", "/a%20b"],
    ["/caf%C3%A9", "/caf%C3%A9"],
    ["/café", "/caf%C3%A9"],
    ["/login-help", "/login-help"],
    ["/apiary", "/apiary"],
    ["/@evil.com", "/@evil.com"],
    ["/.evil.com", "/.evil.com"],
    ["/dashboards/weather?_rsc=1ab2", "/dashboards/weather"],
    ["/dashboards/weather?year=2013&_rsc=1ab2&month=5", "/dashboards/weather?year=2013&month=5"],
    ["/dashboards/weather?my_rsc=1", "/dashboards/weather?my_rsc=1"],
    ["http://localhost:3000/dashboards/markets?series=a", "/dashboards/markets?series=a"],
    ["http://127.0.0.1:3000/account", "/account"],
    ["http://[::1]:3000/account", "/account"],
    ["HTTP://LOCALHOST:3000/account", "/account"],
    [`/${"a".repeat(1999)}`, undefined],
  ] as [string, string | undefined][])("%s", (wanted, path) => {
    expect(land(wanted)).toBe(path ?? wanted);
  });
});

describe("stays at the dashboards instead of going to", () => {
  it.each([
    null,
    undefined,
    "",
    " ",
    "foo",
    "foo/bar",
    "?a=b",
    "#a",
    ".",
    "..",
    "*",
    // other hosts
    "//evil.com",
    "///evil.com",
    "////evil.com/a",
    "//evil.com:3000/dashboards",
    "//localhost:3000/dashboards",
    "/\\evil.com",
    "\\/evil.com",
    "\\\\evil.com",
    "/\\/evil.com",
    "/dashboards\\..\\..\\evil",
    "/.//evil.com",
    "/a/..//evil.com",
    "/%2e%2e//evil.com",
    "/./%2e//evil.com",
    "https://evil.com",
    "http://evil.com/dashboards",
    "https:evil.com",
    "https:/evil.com",
    "http://localhost:3000@evil.com/",
    "http://evil.com@localhost:3000/",
    "http://user:pass@localhost:3000/account",
    "http://localhost:3000.evil.com/",
    "http://localhost:30001/",
    "http://localhost/",
    "https://localhost:3000/",
    "http://localhost.:3000/account",
    "http://localhost:3000//evil.com",
    "http://localhost:3000/\\evil.com",
    "／／evil.com",
    "https://localhost:3000%40evil.com",
    // other schemes
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "javascript://localhost:3000/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox",
    "file:///etc/passwd",
    "blob:http://localhost:3000/1",
    "ws://localhost:3000/",
    "mailto:a@example.com",
    // characters that browsers, proxies and headers read oddly
    "/\t/evil.com",
    "/\n/evil.com",
    "\t//evil.com",
    "/a\r\nSet-Cookie: a=b",
    "/a\0",
    "\0",
    "/a b",
    "/\u00a0/evil.com",
    "/\u2028/evil.com",
    "/\u3000/evil.com",
    "/\ufeff/evil.com",
    "/\x7f",
    "/%00",
    "/%0d%0aSet-Cookie:a=b",
    "/%5cevil.com",
    "/%zz",
    "/%E0%A4%A",
    // too long
    `/${"a".repeat(2000)}`,
    `/?${"a".repeat(10_000)}`,
    // pages that lead nowhere
    "/login",
    "/login?callbackUrl=/login",
    "/login/",
    "/logout",
    "/logout?signedOut",
    "/signed-out?provider=acme",
    "/setup?token=x",
    "/api/health",
    "/api",
    "/_next/static/a.js",
    "http://localhost:3000/login",
    "/dashboards/../login",
  ])("%j", (wanted) => {
    expect(land(wanted)).toBe(HOME);
  });
});

it("goes to the page named in place of the dashboards", () => {
  expect(returnPath("//evil.com", ORIGINS, "/")).toBe("/");
});

it("takes no address for its own when it has none", () => {
  expect(returnPath("http://localhost/account", [])).toBe(HOME);
  expect(returnPath("/account", [])).toBe("/account");
});

describe("signInAddress", () => {
  it.each([
    ["/dashboards", "/login?callbackUrl=%2Fdashboards"],
    ["/dashboards/flights?a=b,c&d", "/login?callbackUrl=%2Fdashboards%2Fflights%3Fa%3Db%2Cc%26d"],
    ["/account?_rsc=abc", "/login?callbackUrl=%2Faccount"],
    ["/account?_rsc=abc&a=1", "/login?callbackUrl=%2Faccount%3Fa%3D1"],
    ["/a?b=%26c", "/login?callbackUrl=%2Fa%3Fb%3D%2526c"],
  ])("of %s is %s", (path, address) => {
    expect(signInAddress(path)).toBe(address);
  });

  it.each(["/", "/dashboards/flights?airport=JFK", "/a%20b?c=%26", "/account?x"])(
    "leads back to %s",
    (path) => {
      const query = new URL(signInAddress(path), "http://localhost:3000").searchParams;
      expect(land(query.get("callbackUrl"))).toBe(path);
    },
  );
});
