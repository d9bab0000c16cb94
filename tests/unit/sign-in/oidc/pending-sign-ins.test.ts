/** Sign-ins under way in one browser: each by itself, few, and only as they were written. */
import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { newToken } from "@/lib/session/tokens";
import {
  type Cookie,
  cookiesToBegin,
  cookieToEnd,
  MOST_PENDING,
  type PendingSignIn,
  pendingSignInOf,
  stateSent,
  stateToSend,
} from "@/lib/sign-in/oidc/flow/pending-sign-ins";
import { SIGN_IN_SECONDS } from "@/lib/sign-in/oidc/protocol/authorization";

afterEach(() => vi.useRealTimers());

/** A browser, as far as cookies go. */
class Browser {
  readonly cookies = new Map<string, string>();

  take(cookies: readonly Cookie[]) {
    for (const { name, value, maxAge } of cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  get request(): NextRequest {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new NextRequest("http://localhost:3000/", { headers: { cookie } });
  }

  begin(provider = "acme"): PendingSignIn {
    const begunAt = new Date();
    const [state, nonce, verifier] = [newToken(), newToken(), newToken()];
    const pending = { begunAt, state, nonce, verifier, intent: null };
    this.take(cookiesToBegin(this.request, provider, pending));
    return pending;
  }
}

describe("pending sign-ins", () => {
  it("are kept apart, whatever their provider", () => {
    const browser = new Browser();
    const begun = ["acme", "acme", "globex"].map((id) => [id, browser.begin(id)] as const);
    for (const [id, pending] of begun) {
      expect(pendingSignInOf(browser.request, id, pending.state)).toEqual(pending);
      browser.take([cookieToEnd(id, pending)]);
      expect(pendingSignInOf(browser.request, id, pending.state)).toBeNull();
    }
  });

  it("are of one provider only", () => {
    const browser = new Browser();
    const { state } = browser.begin("acme");
    const [[name = "", value = ""] = []] = browser.cookies;
    browser.cookies.set(name.replace("acme", "globex"), value);
    expect(pendingSignInOf(browser.request, "globex", state)).toBeNull();
  });

  it("are of one browser only", () => {
    const [one, other] = [new Browser(), new Browser()];
    const { state } = one.begin();
    other.begin();
    expect(pendingSignInOf(other.request, "acme", state)).toBeNull();
  });

  it("end after ten minutes", () => {
    vi.useFakeTimers();
    const browser = new Browser();
    const { state } = browser.begin();
    vi.advanceTimersByTime(SIGN_IN_SECONDS * 1000);
    expect(pendingSignInOf(browser.request, "acme", state)).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(pendingSignInOf(browser.request, "acme", state)).toBeNull();
  });

  it("are so many and no more; the oldest go", () => {
    vi.useFakeTimers();
    const browser = new Browser();
    const begun = Array.from({ length: MOST_PENDING + 5 }, (_, i) => {
      vi.advanceTimersByTime(10);
      return [i % 2 ? "acme" : "globex", browser.begin(i % 2 ? "acme" : "globex")] as const;
    });
    expect(browser.cookies.size).toBe(MOST_PENDING);
    const known = begun.map(
      ([id, { state }]) => pendingSignInOf(browser.request, id, state) !== null,
    );
    expect(known).toEqual(begun.map((_, i) => i >= 5));
    const bytes = [...browser.cookies].map(([name, value]) => name.length + value.length + 3);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(7000);
  });

  it("that are over or not ours are cleared away by the next", () => {
    vi.useFakeTimers();
    const browser = new Browser();
    browser.begin();
    vi.advanceTimersByTime(SIGN_IN_SECONDS * 1000 + 1);
    browser.cookies.set("foyer.flow.acme.junk", "junk");
    browser.cookies.set("foyer.session", "kept");
    const { state } = browser.begin();
    expect(pendingSignInOf(browser.request, "acme", state)).not.toBeNull();
    expect([...browser.cookies.keys()]).toEqual([
      "foyer.session",
      `foyer.flow.acme.${state.slice(0, 8)}`,
    ]);
  });
});

describe("the state that is sent", () => {
  const state = newToken();
  const destination = "/dashboards/flights?origin=ATL";
  const sent = stateToSend("acme", state, destination);

  it("says where to go, to us alone", () => {
    expect(stateSent("acme", sent)).toEqual({ state, destination });
    expect(sent).not.toContain("flights");
  });

  it("is worth nothing once it is changed, or at another provider", () => {
    const [, encrypted = ""] = sent.split(".");
    const others = [
      "",
      ".",
      state,
      `${state}.`,
      `${sent}x`,
      `x${sent}`,
      `${sent}.`,
      `.${encrypted}`,
    ];
    for (const other of [...others, `${newToken()}.${encrypted}`, sent.toLowerCase()]) {
      expect(stateSent("acme", other), other).toBeNull();
    }
    expect(stateSent("globex", sent)).toBeNull();
  });
});
