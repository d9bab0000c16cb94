/** Pages made without React: escaped, strict, and of the same tokens as all others. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plainPage } from "@/lib/http/plain-page";

const text = async (page: Parameters<typeof plainPage>[0]) => plainPage(page).text();
const hostile = `<script>alert("1")</script>&'`;
const escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;";

describe("plainPage", () => {
  it("answers with its status, out of every cache", () => {
    const response = plainPage({ status: 503, title: "Back in a moment", message: "Away." });
    expect(response.status).toBe(503);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  });

  it("says in whole seconds when to try again", () => {
    const page = { status: 429, title: "Slow", message: "Wait." };
    expect(plainPage({ ...page, retryAfter: 29.2 }).headers.get("retry-after")).toBe("30");
    expect(plainPage(page).headers.get("retry-after")).toBeNull();
  });

  it.each(["title", "message"])("escapes its %s", async (part) => {
    const html = await text({ status: 400, title: "T", message: "M", [part]: hostile });
    expect(html).toContain(escaped);
    expect(html).not.toContain(hostile);
  });

  it("escapes label and address of its action", async () => {
    const action = { label: hostile, href: `/"onclick="x` };
    const html = await text({ status: 400, title: "T", message: "M", action });
    expect(html).toContain(`href="/&quot;onclick=&quot;x">${escaped}</a>`);
  });

  it("posts where an action says so, and links where it does not", async () => {
    const page = { status: 200, title: "T", message: "M" };
    const action = { label: "Sign out", href: "/logout" };
    expect(await text({ ...page, action: { ...action, method: "post" } })).toContain(
      '<form method="post" action="/logout"><button>Sign out</button></form>',
    );
    expect(await text({ ...page, action })).toContain('<a class="button" href="/logout">');
  });

  it("is an alert when something failed, and only then", async () => {
    expect(await text({ status: 403, title: "T", message: "M" })).toContain('role="alert"');
    expect(await text({ status: 200, title: "T", message: "M" })).not.toContain('role="alert"');
  });

  it("allows its own style by nonce and no script at all", async () => {
    const response = plainPage({ status: 200, title: "T", message: "M", nonce: "abc123" });
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'nonce-abc123'");
    expect(policy).not.toContain("script-src");
    expect(await response.text()).toContain('<style nonce="abc123">');
  });

  it("makes a nonce of its own where it is given none, another each time", () => {
    const policy = () =>
      plainPage({ status: 200, title: "T", message: "M" }).headers.get("content-security-policy");
    expect(policy()).toMatch(/'nonce-[\w+/]{22}=='/);
    expect(policy()).not.toBe(policy());
  });

  it("has the colours of globals.css, light and dark", async () => {
    const html = await text({ status: 200, title: "T", message: "M" });
    const css = readFileSync("app/globals.css", "utf8");
    const values = (source: string) =>
      [...source.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [
        name,
        value,
      ]);
    const [light = "", dark = ""] = css.split("@variant dark");
    const [plainLight = "", plainDark = ""] = html.split("prefers-color-scheme:dark");
    expect(values(plainLight).length).toBeGreaterThan(5);
    expect(Object.fromEntries(values(light))).toMatchObject(Object.fromEntries(values(plainLight)));
    expect(Object.fromEntries(values(dark))).toMatchObject(Object.fromEntries(values(plainDark)));
    expect(values(plainDark).length).toBe(values(plainLight).length);
  });
});
