/** Mistakes in what is believed of identity providers: their tokens, their answers, themselves. */
import type { Mutant } from "./mutant";

const folder = "tests/unit/sign-in/oidc";
const tokens = {
  file: "lib/sign-in/oidc/protocol/verify-token.ts",
  tests: [`${folder}/exchange.test.ts`, `${folder}/backchannel.test.ts`, `${folder}/keys.test.ts`],
};
const exchange = {
  file: "lib/sign-in/oidc/protocol/exchange.ts",
  tests: [`${folder}/exchange.test.ts`],
};
const logout = {
  file: "lib/sign-in/oidc/sign-out/backchannel.ts",
  tests: [`${folder}/backchannel.test.ts`],
};
const discovery = {
  file: "lib/sign-in/oidc/protocol/discovery.ts",
  tests: [`${folder}/discovery.test.ts`],
};
const calls = {
  file: "lib/sign-in/oidc/protocol/outgoing.ts",
  tests: [`${folder}/discovery.test.ts`, `${folder}/refresh-groups.test.ts`],
};

export const providerMutants: readonly Mutant[] = [
  {
    ...tokens,
    name: "a token for another client of several passes",
    from: "azp !== undefined ? azp !== provider.clientId : audiences.length > 1",
    to: "audiences.length > 1 && azp === undefined",
  },
  {
    ...tokens,
    name: "a token of another kind passes",
    from: 'typ?.endsWith("+jwt") && typ !== rules.typ',
    to: "false",
  },
  {
    ...tokens,
    name: "a logout token for anybody passes",
    from: "    audience: provider.clientId,\n",
    to: "",
  },
  {
    ...tokens,
    name: "strangers have keys fetched for each token",
    from: 'keys.coolingDown && from === "anybody"',
    to: "false",
  },
  {
    file: "lib/sign-in/oidc/protocol/verify-id-token.ts",
    name: "nobody looks at an ID token's signature",
    from: "if (!idToken) return null;",
    to: 'if (!idToken || idToken) return JSON.parse(Buffer.from((idToken ?? "").split(".")[1] ?? "", "base64url").toString());',
    tests: [`${folder}/exchange.test.ts`],
  },
  {
    file: "lib/sign-in/oidc/protocol/verify-id-token.ts",
    name: "an ID token goes with any access token",
    from: "claims.at_hash !== undefined && ",
    to: "false && ",
    tests: [`${folder}/exchange.test.ts`],
  },
  {
    ...exchange,
    name: "a sign-in may be finished twice",
    from: 'if (!(await consumeOnce("state", known.data.state, until))) {',
    to: "if (until.getTime() === 0) {",
  },
  {
    ...exchange,
    name: "an ID token of another sign-in passes",
    from: "{ ...own, expectedNonce: nonce, idTokenExpected: true }",
    to: "{ ...own, idTokenExpected: nonce !== undefined }",
  },
  {
    ...logout,
    name: "a logout token counts for ever again",
    from: "if (!fresh) throw",
    to: "if (fresh === null) throw",
  },
  {
    ...logout,
    name: "an ID token signs people out",
    from: 'if ("nonce" in claims) throw',
    to: "if (claims === null) throw",
  },
  {
    ...logout,
    name: "a logout token about a number ends everybody's session",
    from: 'if (name === undefined || (typeof name === "string" && name !== "")) return name;',
    to: 'if (name === undefined || typeof name === "string") return name; else return undefined;',
  },
  {
    ...discovery,
    name: "a provider may be another than was asked",
    from: "return withoutSlash(issuer) === base;",
    to: "return true;",
  },
  {
    ...discovery,
    name: "a provider on https may lead to http",
    from: "loopback: schemaOver(/^https?$/) };",
    to: "loopback: schemaOver(/^https?$/) };\nschemas.https = schemas.loopback;",
    file: "lib/sign-in/oidc/protocol/metadata.ts",
  },
  {
    ...calls,
    name: "any refusal is waited for",
    from: "    this.temporary = temporary;",
    to: "    this.temporary = temporary || true;",
    file: "lib/sign-in/core/sign-in-error.ts",
  },
  {
    ...calls,
    name: "an answer may have any size",
    from: "if (size > LARGEST)",
    to: "if (size > LARGEST * 1e6)",
  },
  {
    ...calls,
    name: "a provider may send our calls elsewhere",
    from: 'redirect: "manual"',
    to: 'redirect: "follow"',
  },
];
