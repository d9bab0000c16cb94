/** Imports run one way, and one place talks to each outside thing. */
import { describe, expect, it } from "vitest";
import {
  dashboardViolations,
  environmentViolations,
  importRules,
  importViolations,
} from "./import-rules";
import { importsOf, sourceFiles } from "./source-files";

const files = sourceFiles();
const file = (path: string, text: string) => ({ path, text });

it("reads the whole project", () => {
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      "middleware.ts",
      "lib/config/env.ts",
      "app/layout.tsx",
      "scripts/start.mjs",
    ]),
  );
  expect(paths.length).toBeGreaterThan(100);
});

describe("importsOf sees", () => {
  it.each([
    ['import { a } from "@/lib/a";', "lib/a"],
    ['import type { A } from "@/lib/a";', "lib/a"],
    ['import {\n  a,\n  type B,\n} from "../lib/a";', "lib/a"],
    ['import a, { b } from "./a";', "components/a"],
    ['import * as a from "a";', "a"],
    ['import "server-only";', "server-only"],
    ['export { a } from "@/lib/a";', "lib/a"],
    ['export * from "@/lib/a";', "lib/a"],
    ['const a = () => import("@/lib/a");', "lib/a"],
    ['const a = await import(\n  "@/lib/a"\n);', "lib/a"],
    ['const a = require("a");', "a"],
    ["import { a } from 'a';", "a"],
  ])("%j", (text, name) => {
    expect(importsOf(file("components/x.ts", text))).toEqual([name]);
  });

  it.each(['// import { a } from "a";', '/* import "a"; */', 'const a = "from a";'])(
    "nothing in %j",
    (text) => {
      expect(importsOf(file("components/x.ts", text))).toEqual([]);
    },
  );
});

describe("the project keeps to it:", () => {
  it.each(importRules)("$says", (rule) => {
    expect(importViolations(rule, files)).toEqual([]);
  });

  it("dashboards never import each other", () => {
    expect(dashboardViolations(files)).toEqual([]);
  });

  it("only lib/config/env.ts reads the environment", () => {
    expect(environmentViolations(files)).toEqual([]);
  });
});

describe("the rules notice", () => {
  it.each([
    ["lib/a.ts", "@/app/access-rules"],
    ["lib/a/b.ts", "../../components/ui/button"],
    ["components/a.tsx", "@/lib/session/session"],
    ["components/ui/a.tsx", "../../lib/db/users"],
    ["components/a.tsx", "@/app/dashboard-cards"],
    ["app/a.ts", "next-auth"],
    ["lib/session/session.ts", "next-auth/jwt"],
    ["middleware.ts", "next-auth/middleware"],
    ["middleware.ts", "./tests/support/foyer"],
    ["app/a.ts", "@prisma/client"],
    ["lib/access/a.ts", "../db/generated/client"],
    ["scripts/a.mjs", "../lib/db/generated/client"],
    ["app/a.tsx", "react-plotly.js"],
    ["components/ui/a.tsx", "plotly.js/lib/core"],
    ["app/a.ts", "@duckdb/node-api"],
    ["app/a.ts", "@/lib/data/instance"],
    ["lib/dashboards/a.ts", "../data/run-statement"],
  ])("%s importing %s", (path, name) => {
    const bad = [file(path, `import { a } from "${name}";\n`)];
    expect(importRules.flatMap((rule) => importViolations(rule, bad))).toHaveLength(1);
  });

  it("a dashboard that borrows from another", () => {
    const path = "app/(dashboards)/dashboards/weather/page.tsx";
    expect(dashboardViolations([file(path, 'import { a } from "../flights/data";')])).toHaveLength(
      1,
    );
    expect(dashboardViolations([file(path, 'import { a } from "./data";')])).toEqual([]);
  });

  it.each(["process.env.PORT", 'process["env"]', "process?.env", "process . env"])(
    "%s outside of lib/config/env.ts",
    (text) => {
      expect(environmentViolations([file("lib/a.ts", `const a = ${text};`)])).toEqual(["lib/a.ts"]);
      expect(environmentViolations([file("lib/config/env.ts", `const a = ${text};`)])).toEqual([]);
      expect(environmentViolations([file("lib/a.ts", `// ${text}`)])).toEqual([]);
    },
  );
});
