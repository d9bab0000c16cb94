/** Mistakes in what nobody may guess or read: tokens, passwords, what leaves in files. */
import type { Mutant } from "./mutant";

const encrypted = {
  file: "lib/sign-in/core/encryption.ts",
  tests: ["tests/unit/sign-in/oidc/encrypted-tokens.test.ts"],
};
const rules = {
  file: "lib/sign-in/password/password-rules.ts",
  tests: ["tests/unit/sign-in/password/password-rules.test.ts"],
};

export const secretMutants: readonly Mutant[] = [
  {
    name: "a session's token has 64 bits",
    file: "lib/session/tokens.ts",
    from: "randomBytes(32)",
    to: 'Buffer.concat([randomBytes(8), Buffer.from("0".repeat(24))])',
    tests: ["tests/unit/session/tokens.test.ts"],
  },
  {
    ...encrypted,
    name: "a provider's tokens open in another session",
    from: "setAAD(Buffer.from(owner))\n      .setAuthTag",
    to: "setAuthTag",
  },
  { ...rules, name: "passwords of 8 characters pass", from: "SHORTEST = 12", to: "SHORTEST = 8" },
  {
    ...rules,
    name: "common passwords pass",
    from: "common.has(folded) || mostCommon.has(withoutPadding(folded))",
    to: "false",
  },
  {
    ...rules,
    name: "one's own name is a password",
    from: "if (isName(folded, person)) {",
    to: "if (false) {",
  },
  {
    name: "a spreadsheet runs what a cell says",
    file: "lib/data/csv.ts",
    from: "FORMULA.test(value)",
    to: "false",
    tests: ["tests/unit/data/csv.test.ts"],
  },
];
