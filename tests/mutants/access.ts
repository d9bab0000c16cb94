/** Mistakes in who may see what: rules, guards, the set-up link. */
import type { Mutant } from "./mutant";

const policy = { file: "lib/access/policy.ts", tests: ["tests/unit/access/policy.test.ts"] };
const guards = ["tests/unit/guards/guards.test.ts"];
const setup = {
  file: "lib/sign-in/core/setup-link-rows.ts",
  tests: ["tests/unit/sign-in/core/setup-link.test.ts"],
};

export const accessMutants: readonly Mutant[] = [
  { ...policy, name: "one of all groups is enough", from: "allOf.every(", to: "allOf.some(" },
  { ...policy, name: "noneOf is not asked", from: "!noneOf?.some(member)", to: "true" },
  {
    ...policy,
    name: "a group rule that names nothing lets people in",
    from: "if (!anyOf && !allOf && !noneOf) return false;",
    to: "",
  },
  {
    ...policy,
    name: "a rule that throws lets people in",
    from: 'report(error, rule);\n    return "forbid";',
    to: 'report(error, rule);\n    return "allow";',
  },
  {
    ...policy,
    name: "visitors are asked rules that are for people",
    from: 'if (!principal.signedIn) return "sign-in";',
    to: 'if (!principal.signedIn) return "allow";',
  },
  {
    name: "an endpoint reads for people it forbids",
    file: "lib/guards/route-guard.ts",
    from: 'if (decision === "forbid") throw new AppError("forbidden");',
    to: "",
    tests: guards,
  },
  {
    name: "an endpoint whose rule can't be found is open",
    file: "lib/guards/route-guard.ts",
    from: "{ signedIn: true as const }",
    to: "{ public: true as const }",
    tests: guards,
  },
  {
    name: "caches may keep what an endpoint serves",
    file: "lib/guards/route-guard.ts",
    from: "response.headers.set(name, value);",
    to: "void [name, value];",
    tests: guards,
  },
  {
    name: "an action works for people it forbids",
    file: "lib/guards/action-guard.ts",
    from: 'if (decision === "forbid") throw new AppError("forbidden");',
    to: "",
    tests: guards,
  },
  {
    name: "an action may be sent by another site",
    file: "lib/guards/action-guard.ts",
    from: 'requireSameSite("POST", await headers());',
    to: "",
    tests: guards,
  },
  {
    name: "an action gives a typed password back",
    file: "lib/guards/action-guard.ts",
    from: "!/password|token/i.test(key)",
    to: "true",
    tests: guards,
  },
  {
    name: "a page renders for people it forbids",
    file: "lib/guards/page-guard.ts",
    from: 'if (decision === "forbid") forbidden();',
    to: 'if (decision === "forbid" && principal.signedIn) return principal;',
    tests: guards,
  },
  {
    ...setup,
    name: "the set-up link makes an administrator beside existing users",
    from: "return count === 1 && (await tx.user.count()) === 0;",
    to: "return count === 1;",
  },
  {
    ...setup,
    name: "the set-up page opens beside existing users",
    from: "=== 1 && (await db().user.count()) === 0;",
    to: "=== 1;",
  },
  {
    ...setup,
    name: "the set-up link counts twice",
    from: "data: { usedAt: now }",
    to: "data: { usedAt: null }",
  },
  {
    name: "the set-up link is good for a day",
    file: "lib/sign-in/core/setup-link.ts",
    from: "const HOUR = 60 * 60 * 1000;",
    to: "const HOUR = 24 * 60 * 60 * 1000;",
    tests: setup.tests,
  },
];
