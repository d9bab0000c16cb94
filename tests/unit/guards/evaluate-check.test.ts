/** Checks of one's own: bounded in time, asked once per request, and in the log once a minute. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CheckRule, Principal, Rule } from "@/lib/access/policy";
import { nameRule } from "@/lib/access/rule-names";
import { visibleDashboardsOf } from "@/lib/dashboards/visible";
import { accessDecision } from "@/lib/guards/access-decision";
import { reportRule } from "@/lib/guards/report-rule";
import { withRequestContext } from "@/lib/http/request-context";
import { log } from "@/lib/log/log";

const person = (username: string) =>
  JSON.parse(JSON.stringify({ signedIn: true, username, groups: [] })) as Principal;
const alice = person("alice");
const rejected: unknown[] = [];
const onRejection = (error: unknown) => rejected.push(error);

beforeEach(() => {
  vi.useFakeTimers();
  rejected.length = 0;
  process.on("unhandledRejection", onRejection);
});
afterEach(() => {
  process.off("unhandledRejection", onRejection);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Runs `work` as one request. */
function asRequest<T>(work: () => Promise<T>): Promise<T> {
  return withRequestContext({ address: null, path: "/" }, work);
}

const later = (milliseconds: number, work: () => boolean) =>
  new Promise<boolean>((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    }, milliseconds);
  });

describe("a check", () => {
  it.each<[string, CheckRule["check"], number, string]>([
    ["that never answers", () => new Promise(() => {}), 2000, "forbid"],
    ["that says yes too late", () => later(2001, () => true), 2000, "forbid"],
    ["that says yes in time", () => later(1999, () => true), 1999, "allow"],
    ["that says no", () => later(10, () => false), 10, "forbid"],
    [
      "that rejects too late",
      () =>
        later(5000, () => {
          throw new Error("late");
        }),
      2000,
      "forbid",
    ],
    [
      "that throws at once",
      () => {
        throw new Error("no");
      },
      0,
      "forbid",
    ],
  ])("%s", async (_what, check, milliseconds, answer) => {
    const began = Date.now();
    const reported = vi.fn();
    const decision = accessDecision({ check }, alice, reported).then((given) => {
      expect(Date.now() - began).toBe(milliseconds);
      return given;
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await decision).toBe(answer);
    expect(rejected).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([1, "yes", {}, null, undefined, [true]])(
    "that gives %j forbids, and is reported",
    async (given) => {
      const reported = vi.fn();
      const rule: Rule = { check: (() => given) as () => never };
      expect(await accessDecision(rule, alice, reported)).toBe("forbid");
      expect(reported).toHaveBeenCalledWith(expect.any(TypeError), rule);
    },
  );

  it("holds up others no longer than the slowest", async () => {
    const dashboards = [2500, 1900, 1800, 10].map((milliseconds) => ({
      slug: String(milliseconds),
      access: {
        title: "",
        summary: "",
        icon: () => import("lucide-react/icons/globe"),
        rule: { check: () => later(milliseconds, () => true) },
      },
      datasets: async () => ({}),
    }));
    const began = Date.now();
    const open = visibleDashboardsOf(dashboards, alice, accessDecision).then((found) => {
      expect(Date.now() - began).toBe(2000);
      return found;
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await open).map(({ slug }) => slug)).toEqual(["1900", "1800", "10"]);
  });
});

describe("within one request", () => {
  it("a check is asked once, whoever wants to know and when", async () => {
    const check = vi.fn(() => true);
    const rule = { check };
    await asRequest(async () => {
      await Promise.all([accessDecision(rule, alice), accessDecision(rule, person("alice"))]);
      expect(await accessDecision(rule, alice)).toBe("allow");
    });
    expect(check).toHaveBeenCalledTimes(1);
    await asRequest(() => accessDecision(rule, alice));
    expect(check).toHaveBeenCalledTimes(2);
  });

  it("a rule loaded twice under one name is asked once", async () => {
    const check = vi.fn(() => true);
    const [inMiddleware, inPage] = [{ check }, { check }];
    for (const rule of [inMiddleware, inPage]) nameRule(rule, "/dashboards/loaded-twice");
    await asRequest(async () => {
      expect(await accessDecision(inMiddleware, alice)).toBe("allow");
      expect(await accessDecision(inPage, alice)).toBe("allow");
    });
    expect(check).toHaveBeenCalledTimes(1);
  });

  it("no person gets another's answer, and no rule another's", async () => {
    const rule: Rule = { check: (viewer) => viewer.username === "alice" };
    const other: Rule = { check: () => false };
    await asRequest(async () => {
      expect(await accessDecision(rule, alice)).toBe("allow");
      expect(await accessDecision(rule, person("bob"))).toBe("forbid");
      expect(await accessDecision(other, alice)).toBe("forbid");
      expect(await accessDecision(rule, { ...person("bob"), groups: ["x"] } as Principal)).toBe(
        "forbid",
      );
    });
  });
});

describe("the log", () => {
  it("has a rule that fails once a minute, by name, and how often it failed since", () => {
    const logged = vi.spyOn(log(), "error").mockImplementation(() => {});
    const rule: Rule = { check: () => true };
    nameRule(rule, "/dashboards/fails");
    const other: Rule = { check: () => false };
    for (const given of [rule, rule, rule, other]) reportRule(new Error("no"), given);
    expect(logged).toHaveBeenCalledTimes(2);
    expect(logged.mock.calls[0]?.[0]).toMatchObject({ rule: "/dashboards/fails" });
    vi.advanceTimersByTime(59_999);
    reportRule(new Error("no"), rule);
    expect(logged).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1);
    reportRule(new Error("no"), rule);
    expect(logged).toHaveBeenCalledTimes(3);
    expect(logged.mock.calls[2]?.[0]).toMatchObject({ rule: "/dashboards/fails", suppressed: 3 });
  });
});
