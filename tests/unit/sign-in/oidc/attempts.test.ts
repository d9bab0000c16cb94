/** Sign-ins under way in one browser: each by itself, few, and only as they were written. */
import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { newToken } from "@/lib/session/tokens";
import {
  type Attempt,
  attemptOf,
  type Cookie,
  cookiesToBegin,
  cookieToEnd,
  FLOW_SECONDS,
  MOST_ATTEMPTS,
  stateSent,
  stateToSend,
} from "@/lib/sign-in/oidc/attempts";

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

  begin(provider = "acme"): Attempt {
    const begunAt = new Date();
    const [state, nonce, verifier] = [newToken(), newToken(), newToken()];
    const attempt = { begunAt, state, nonce, verifier, intent: null };
    this.take(cookiesToBegin(this.request, provider, attempt));
    return attempt;
  }
}

describe("attempts", () => {
  it("are kept apart, whatever their provider", () => {
    const browser = new Browser();
    const begun = ["acme", "acme", "globex"].map((id) => [id, browser.begin(id)] as const);
    for (const [id, attempt] of begun) {
      expect(attemptOf(browser.request, id, attempt.state)).toEqual(attempt);
      browser.take([cookieToEnd(id, attempt)]);
      expect(attemptOf(browser.request, id, attempt.state)).toBeNull();
    }
  });

  it("are of one provider only", () => {
    const browser = new Browser();
    const { state } = browser.begin("acme");
    const [[name = "", value = ""] = []] = browser.cookies;
    browser.cookies.set(name.replace("acme", "globex"), value);
    expect(attemptOf(browser.request, "globex", state)).toBeNull();
  });

  it("are of one browser only", () => {
    const [one, other] = [new Browser(), new Browser()];
    const { state } = one.begin();
    other.begin();
    expect(attemptOf(other.request, "acme", state)).toBeNull();
  });

  it("end after ten minutes", () => {
    vi.useFakeTimers();
    const browser = new Browser();
    const { state } = browser.begin();
    vi.advanceTimersByTime(FLOW_SECONDS * 1000);
    expect(attemptOf(browser.request, "acme", state)).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(attemptOf(browser.request, "acme", state)).toBeNull();
  });

  it("are so many and no more; the oldest go", () => {
    vi.useFakeTimers();
    const browser = new Browser();
    const begun = Array.from({ length: MOST_ATTEMPTS + 5 }, (_, i) => {
      vi.advanceTimersByTime(10);
      return [i % 2 ? "acme" : "globex", browser.begin(i % 2 ? "acme" : "globex")] as const;
    });
    expect(browser.cookies.size).toBe(MOST_ATTEMPTS);
    const known = begun.map(([id, { state }]) => attemptOf(browser.request, id, state) !== null);
    expect(known).toEqual(begun.map((_, i) => i >= 5));
    const bytes = [...browser.cookies].map(([name, value]) => name.length + value.length + 3);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(7000);
  });

  it("that are over or not ours are cleared away by the next", () => {
    vi.useFakeTimers();
    const browser = new Browser();
    browser.begin();
    vi.advanceTimersByTime(FLOW_SECONDS * 1000 + 1);
    browser.cookies.set("foyer.flow.acme.junk", "junk");
    browser.cookies.set("foyer.session", "kept");
    const { state } = browser.begin();
    expect(attemptOf(browser.request, "acme", state)).not.toBeNull();
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
