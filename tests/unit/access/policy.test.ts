/** decide(): every kind of rule for every kind of principal. */
import { describe, expect, it } from "vitest";
import {
  type CheckRule,
  type Decision,
  decide,
  type Principal,
  type Rule,
  type Viewer,
} from "@/lib/access/policy";
import { principalOfRow, viewerOf } from "@/lib/session/session";

function viewer(username: string, groups: string[]): Viewer {
  const now = new Date();
  const user = { username, displayName: username, email: null, disabledAt: null, rightsVersion: 0 };
  return viewerOf({
    id: `session of ${username}`,
    userId: `id of ${username}`,
    method: "password",
    persistent: false,
    current: true,
    rightsVersion: 0,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: now,
    accountId: null,
    groupsDueAt: null,
    user: { ...user, groups },
  });
}

const principals = {
  nobody: principalOfRow(null),
  carol: viewer("carol", []),
  alice: viewer("alice", ["analysts"]),
  bob: viewer("bob", ["finance"]),
  admin: viewer("admin", ["admins", "analysts", "finance"]),
  dave: viewer("dave", ["ANALYSTS", "Ｆinance"]),
} satisfies Record<string, Principal>;
type Name = keyof typeof principals;
const everyone = Object.keys(principals) as Name[];
const signedIn = everyone.filter((name) => name !== "nobody");

/** Each rule with those it lets in; of the others, nobody is asked to sign in, the rest are refused. */
const rules: [string, Rule, readonly Name[]][] = [
  ["public", { public: true }, everyone],
  ["signed in", { signedIn: true }, signedIn],
  ["any of analysts", { groups: { anyOf: ["analysts"] } }, ["alice", "admin", "dave"]],
  ["any of Analysts, in any case", { groups: { anyOf: ["AnAlYsTs"] } }, ["alice", "admin", "dave"]],
  [
    "any of ａnalysts, full width",
    { groups: { anyOf: ["ａnalysts"] } },
    ["alice", "admin", "dave"],
  ],
  ["any of two", { groups: { anyOf: ["analysts", "finance"] } }, ["alice", "bob", "admin", "dave"]],
  ["any of none", { groups: { anyOf: [] } }, []],
  ["any of an unknown group", { groups: { anyOf: ["pilots"] } }, []],
  ["any of part of a name", { groups: { anyOf: ["analyst", "admin", ""] } }, []],
  ["all of one", { groups: { allOf: ["finance"] } }, ["bob", "admin", "dave"]],
  ["all of two", { groups: { allOf: ["analysts", "finance"] } }, ["admin", "dave"]],
  ["all of two, one unknown", { groups: { allOf: ["analysts", "pilots"] } }, []],
  ["all of none", { groups: { allOf: [] } }, signedIn],
  ["none of finance", { groups: { noneOf: ["finance"] } }, ["carol", "alice"]],
  ["none of FINANCE", { groups: { noneOf: ["FINANCE"] } }, ["carol", "alice"]],
  ["none of two", { groups: { noneOf: ["finance", "analysts"] } }, ["carol"]],
  ["none of none", { groups: { noneOf: [] } }, signedIn],
  [
    "any of analysts, none of admins",
    { groups: { anyOf: ["analysts"], noneOf: ["admins"] } },
    ["alice", "dave"],
  ],
  [
    "all three",
    { groups: { anyOf: ["analysts"], allOf: ["finance"], noneOf: ["admins"] } },
    ["dave"],
  ],
  ["any of and none of the same", { groups: { anyOf: ["finance"], noneOf: ["finance"] } }, []],
  ["no groups said", { groups: {} }, []],
  ["a check that is true", { check: () => true }, signedIn],
  ["a check that is false", { check: () => false }, []],
  ["a check of the name", { check: ({ username }) => username === "bob" }, ["bob"]],
  ["a check that takes time", { check: async ({ groups }) => groups.length === 0 }, ["carol"]],
  [
    "a check that throws",
    {
      check: () => {
        throw new Error("lookup failed");
      },
    },
    [],
  ],
  ["a check that rejects", { check: () => Promise.reject(new Error("lookup failed")) }, []],
];

/** What JavaScript callers, or a slip of the hand, might hand over; none may open anything. */
const malformed: [string, unknown, readonly Name[]][] = [
  ["empty", {}, []],
  ["public: false", { public: false }, []],
  ["public: 1", { public: 1 }, []],
  ["public: 'true'", { public: "true" }, []],
  ["signedIn: false", { signedIn: false }, []],
  ["signedIn: 1", { signedIn: 1 }, []],
  ["a check that gives 1", { check: () => 1 }, []],
  ["a check that gives text", { check: () => "no" }, []],
  ["a check that gives an object", { check: () => ({}) }, []],
  ["a check that gives nothing", { check: () => undefined }, []],
  ["a check that is no function", { check: true }, []],
  ["a check beside signedIn", { signedIn: true, check: () => false }, []],
  ["groups that are a list", { groups: ["analysts"] }, []],
  ["groups: null", { groups: null }, []],
  ["groups beside signedIn", { signedIn: true, groups: { anyOf: ["pilots"] } }, []],
  ["an unknown key", { admin: true }, []],
];

const cases = [...rules, ...malformed].flatMap(([words, rule, allowed]) =>
  everyone.map((name) => {
    const others: Decision = name === "nobody" ? "sign-in" : "forbid";
    return { words, rule: rule as Rule, name, answer: allowed.includes(name) ? "allow" : others };
  }),
);

const host = {
  evaluateCheck: (rule: CheckRule, viewer: Viewer) => rule.check(viewer),
  report: () => {},
};

describe("decide", () => {
  it.each(cases)("$words, $name: $answer", async ({ rule, name, answer }) => {
    expect(await decide(rule, principals[name], host)).toBe(answer);
  });

  it("reports what a check threw", async () => {
    const reported: unknown[] = [];
    const error = new Error("lookup failed");
    const rule: Rule = { check: () => Promise.reject(error) };
    expect(
      await decide(rule, principals.alice, { ...host, report: (error) => reported.push(error) }),
    ).toBe("forbid");
    expect(reported).toEqual([error]);
  });

  it("asks no check about nobody", async () => {
    let asked = 0;
    const check = () => {
      asked += 1;
      return true;
    };
    expect(await decide({ check }, principals.nobody, host)).toBe("sign-in");
    expect(asked).toBe(0);
  });

  it("gives the check the viewer and nothing else", async () => {
    const given: unknown[] = [];
    const check = (...args: unknown[]) => given.push(...args) > 0;
    await decide({ check }, principals.alice, host);
    expect(given).toEqual([principals.alice]);
  });
});
