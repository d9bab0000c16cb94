/** Mistakes in what is believed of a request: where it comes from, where it may lead. */
import type { Mutant } from "./mutant";

const sameSite = { file: "lib/http/same-site.ts", tests: ["tests/unit/guards/guards.test.ts"] };
const returnPath = {
  file: "lib/http/return-path.ts",
  tests: ["tests/unit/http/return-path.test.ts"],
};
const headers = {
  file: "scripts/server/request-headers.ts",
  tests: ["tests/unit/scripts/request-headers.test.ts"],
};

export const requestMutants: readonly Mutant[] = [
  {
    ...sameSite,
    name: "a foreign Origin is believed",
    from: "env().origins.includes(origin)",
    to: "true",
  },
  {
    ...sameSite,
    name: "Sec-Fetch-Site is not asked",
    from: 'if (site && site !== "same-origin") throw new AppError("cross-site");',
    to: "",
  },
  {
    ...sameSite,
    name: "a request with a cookie and no Origin passes",
    from: '!headers.has("cookie")',
    to: "true",
  },
  {
    ...returnPath,
    name: "after sign-in people may be led to //evil",
    from: 'wanted.startsWith("/") && !wanted.startsWith("//")',
    to: 'wanted.startsWith("/")',
  },
  {
    ...returnPath,
    name: "after sign-in people may be led to another origin",
    from: "origins.includes(url.origin)",
    to: "true",
  },
  {
    ...returnPath,
    name: "backslashes pass for slashes",
    from: "return /[\\\\\\s]/.test(text) || hasControlCharacters(text);",
    to: "return hasControlCharacters(text);",
  },
  {
    ...headers,
    name: "clients may skip middleware by a header",
    from: "middleware|",
    to: "",
  },
  {
    ...headers,
    name: "a forged Host makes links",
    from: "ours.includes(asked.toLowerCase())",
    to: "asked",
  },
  {
    ...headers,
    name: "a client's own X-Forwarded-For stays",
    from: 'if (address) request.headers["x-forwarded-for"] = address;',
    to: "",
  },
];
