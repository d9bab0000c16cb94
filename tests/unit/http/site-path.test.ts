/** Paths under the prefix of APP_URL, and where sign-in may lead with one. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { returnPath, signInAddress } from "@/lib/http/return-path";
import { pathWithinSite, sitePath } from "@/lib/http/site-path";

const origins = ["https://host.example"];
const under = (prefix: string) => vi.stubEnv("SITE_PREFIX", prefix);
afterEach(() => vi.unstubAllEnvs());

describe("at the root of a host", () => {
  it("leaves paths as they are", () => {
    under("");
    expect(sitePath("/")).toBe("/");
    expect(sitePath("/login?x")).toBe("/login?x");
    expect(pathWithinSite("/login?x")).toBe("/login?x");
  });
});

describe("under /foyer", () => {
  it("puts the prefix before paths, and no slash after it", () => {
    under("/foyer");
    expect(sitePath("/")).toBe("/foyer");
    expect(sitePath("/login?x")).toBe("/foyer/login?x");
  });

  it.each([
    ["/foyer", "/"],
    ["/foyer?x=1", "/?x=1"],
    ["/foyer/", "/"],
    ["/foyer/login", "/login"],
    ["/", null],
    ["/login", null],
    ["/foyerx", null],
    ["/Foyer/login", null],
    ["//foyer/login", null],
    ["/x/foyer/login", null],
  ])("knows %s as %s", (target, within) => {
    under("/foyer");
    expect(pathWithinSite(target)).toBe(within);
  });

  it.each([
    ["/foyer/dashboards/flights?x=1", "/foyer/dashboards/flights?x=1"],
    ["https://host.example/foyer/account", "/foyer/account"],
    ["/other-app", "/foyer/dashboards"],
    ["/foyer/../other-app", "/foyer/dashboards"],
    ["https://host.example/other-app", "/foyer/dashboards"],
    ["/foyer/login", "/foyer/dashboards"],
    ["/foyer/api/data/x", "/foyer/dashboards"],
    ["//evil.example/foyer/", "/foyer/dashboards"],
    [undefined, "/foyer/dashboards"],
  ])("after sign-in asked for %s, leads to %s", (wanted, path) => {
    under("/foyer");
    expect(returnPath(wanted, origins)).toBe(path);
  });

  it("leads to sign-in and back in the browser's terms", () => {
    under("/foyer");
    expect(signInAddress("/foyer/account")).toBe("/login?callbackUrl=%2Ffoyer%2Faccount");
  });
});
