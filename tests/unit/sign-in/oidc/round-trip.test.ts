/** There and back in process: starts, callbacks and cookies of a browser with several tabs. */
import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { finishProvider } from "@/lib/sign-in/oidc/flow/callback";
import { startProvider } from "@/lib/sign-in/oidc/flow/start";
import { temporaryDatabase } from "../../../support/database";
import { configuredProvider } from "../../../support/oidc/configured";

const site = "http://localhost:3000";
const { evil, provider } = await configuredProvider();
temporaryDatabase();

/** A browser, as far as cookies and redirects go. */
class Browser {
  readonly cookies = new Map<string, string>();

  request(address: string): NextRequest {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new NextRequest(address, { headers: { cookie, host: "localhost:3000" } });
  }

  /** Where the answer leads; its cookies are kept. */
  take(answer: Response): string {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (/Max-Age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer.headers.get("location") ?? "";
  }

  /** Goes to the provider; gives the address that it sends back to. */
  async leave(path: string): Promise<string> {
    const start = `${site}/api/auth/signin/evil?callbackUrl=${encodeURIComponent(path)}`;
    const away = this.take(await startProvider(this.request(start), provider()));
    const answer = await fetch(away, { redirect: "manual" });
    return answer.headers.get("location") ?? "";
  }

  async callback(callback: string): Promise<string> {
    return this.take(await finishProvider(this.request(callback), provider()));
  }
}

const sessions = (usernameKey: string) => db().session.count({ where: { user: { usernameKey } } });

it("each of many tabs lands on its page, in one session, whatever the order", async () => {
  evil.behave({ person: { sub: "tabs", preferred_username: "tabs" } });
  const browser = new Browser();
  const wanted = Array.from({ length: 20 }, (_, i) => `/account?tab=${i}`);
  const callbacks: string[] = [];
  for (const path of wanted) callbacks.push(await browser.leave(path));
  const landed: string[] = [];
  for (const callback of callbacks.reverse()) landed.push(await browser.callback(callback));
  expect(landed).toEqual(wanted.reverse());
  expect(await sessions("tabs")).toBe(1);
  expect([...browser.cookies.keys()].sort()).toEqual(["foyer.device", "foyer.session"]);
});

it("a callback visited again goes on while somebody is signed in, and else is over", async () => {
  evil.behave({ person: { sub: "again", preferred_username: "again" } });
  const browser = new Browser();
  const callback = await browser.leave("/account?tab=1");
  expect(await browser.callback(callback)).toBe("/account?tab=1");
  const token = browser.cookies.get("foyer.session");
  const asked = evil.grants.length;
  expect(await browser.callback(callback)).toBe("/account?tab=1");
  expect(browser.cookies.get("foyer.session")).toBe(token);
  expect(evil.grants).toHaveLength(asked);
  const stranger = await new Browser().callback(callback);
  expect(stranger).toBe(
    "/login?error=sign-in-expired&provider=evil&callbackUrl=%2Faccount%3Ftab%3D1",
  );
});

it("somebody else who comes back is a new sign-in, and the session before is over", async () => {
  const browser = new Browser();
  const [first, second] = [await browser.leave("/account"), await browser.leave("/account")];
  evil.behave({ person: { sub: "one", preferred_username: "one" } });
  await browser.callback(first);
  evil.behave({ person: { sub: "two", preferred_username: "two" } });
  await browser.callback(second);
  expect([await sessions("one"), await sessions("two")]).toEqual([0, 1]);
});

it("a failure keeps the page asked for", async () => {
  evil.behave({ callback: (usual) => ({ ...usual, code: undefined, error: "access_denied" }) });
  const browser = new Browser();
  const wanted = "/dashboards/flights?origin=ATL&days=3";
  const landed = new URL(await browser.callback(await browser.leave(wanted)), site);
  expect(Object.fromEntries(landed.searchParams)).toEqual({
    error: "provider-refused",
    provider: "evil",
    callbackUrl: wanted,
  });
});
