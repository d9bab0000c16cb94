/** Imports run downwards, in no circle, and one place talks to each outside thing. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { violations } from "./dependency-rules";
import { importsIn } from "./import-graph";
import { rooms, waysIn } from "./rooms";
import { sourceFiles } from "./source-files";

const sources = sourceFiles().filter(({ path }) => !path.startsWith("tests/"));

it("the project keeps to it", () => {
  const imports = importsIn(sources);
  expect(imports.length).toBeGreaterThan(1000);
  expect(violations(imports)).toEqual([]);
});

it("every file of lib is in a room", () => {
  const inLib = sources.filter(({ path }) => path.startsWith("lib/"));
  expect(inLib.length).toBeGreaterThan(100);
  const homeless = inLib.filter(({ path }) => !rooms.some((room) => path.match(room.path)));
  expect(homeless.map(({ path }) => path)).toEqual([]);
});

describe("the maps name the same rooms, in the same order:", () => {
  const names = rooms.map(({ name }) => name);

  it("CONTRIBUTING.md", () => {
    const rows = readFileSync("CONTRIBUTING.md", "utf8").matchAll(/^\| `([\w/-]+)\/`/gm);
    const listed = [...rows].map(([, name]) => name ?? "");
    expect(listed.filter((name) => !name.startsWith("lib/sign-in/"))).toEqual(names);
    const ways = listed.filter((name) => name.startsWith("lib/sign-in/"));
    expect(ways).toEqual([...waysIn, "core"].map((name) => `lib/sign-in/${name}`));
  });

  it("README.md", () => {
    const picture = /## How it is built\n+```\n([\s\S]*?)```/.exec(
      readFileSync("README.md", "utf8"),
    );
    const named = (picture?.[1] ?? "").match(/\b(app|components|lib\/[\w-]+)/g) ?? [];
    expect([...new Set(named)]).toEqual(names);
  });
});

it("docs/architecture.md names files that are there", () => {
  const text = readFileSync("docs/architecture.md", "utf8");
  const named = [...text.matchAll(/`([^`\s]+\.(?:tsx?|mjs|prisma))`/g)].map(
    ([, file]) => file ?? "",
  );
  expect(named.length).toBeGreaterThan(50);
  const isThere = (file: string) =>
    existsSync(file) || sources.some(({ path }) => path.endsWith(`/${file}`));
  expect(named.filter((file) => !isThere(file))).toEqual([]);
});

/** Each breaks the rule it is named by, and no other. */
const planted: [rule: string, file: string, text: string][] = [
  ["lib/db imports nothing above it", "lib/db/a.ts", 'import { b } from "../people/leaf";'],
  ["lib/http imports nothing above it", "lib/http/a.ts", 'import type { B } from "@/lib/db/leaf";'],
  ["lib/access imports nothing above it", "lib/access/a.ts", 'export * from "../http/leaf";'],
  ["lib/session imports nothing above it", "lib/session/a.ts", 'import("../sign-in/core/leaf");'],
  ["lib/guards imports nothing above it", "lib/guards/a.ts", 'import { b } from "@/app/leaf";'],
  ["components imports nothing above it", "components/a.tsx", 'import { b } from "@/app/leaf";'],
  [
    "components know nothing of sessions and databases",
    "components/b.tsx",
    'import type { B } from "@/lib/session/leaf";',
  ],
  [
    "password imports no other way in",
    "lib/sign-in/password/a.ts",
    'import { b } from "../oidc/leaf";',
  ],
  [
    "oidc imports no other way in",
    "lib/sign-in/oidc/a.ts",
    'import type { B } from "../password/leaf";',
  ],
  ["core knows no way in", "lib/sign-in/core/a.ts", 'import { b } from "../password/leaf";'],
  ["ways in don't know who leads to them", "lib/sign-in/oidc/b.ts", 'import "../endpoint";'],
  ["circle", "lib/data/one.ts", 'import type { Two } from "./two";\nexport type One = Two;'],
  ["every import leads to a file", "lib/data/lost.ts", 'import "./nowhere";'],
  ["nothing but tests imports tests", "lib/data/a.ts", 'import "../../tests/support/leaf";'],
  ["the app doesn't import scripts", "app/a.ts", 'import "../scripts/leaf";'],
  ["only one file runs next-auth", "lib/session/b.ts", 'import "next-auth/jwt";'],
  ["only lib/db imports Prisma", "app/b.ts", 'import "@prisma/client";'],
  ["only lib/db imports Prisma", "lib/people/a.ts", 'import "../db/generated/leaf";'],
  ["only components/chart draws with Plotly", "app/c.ts", 'import "plotly.js/lib/core";'],
  ["class names are joined by classNames()", "app/f.ts", 'import { clsx } from "clsx";'],
  ["only lib/data runs DuckDB", "app/d.ts", 'import "@duckdb/node-api";'],
  ["everybody else asks query(), as somebody", "app/e.ts", 'import "@/lib/data/instance";'],
  [
    "a dashboard imports no other",
    "app/(dashboards)/dashboards/weather/a.ts",
    'import "../flights/leaf";',
  ],
];

const leaves = [
  ...["app", "scripts", "tests/support", "app/(dashboards)/dashboards/flights"],
  ...["people", "db", "http", "session"].map((room) => `lib/${room}`),
  ...["core", ...waysIn].map((part) => `lib/sign-in/${part}`),
].map((folder) => `${folder}/leaf.ts`);
const targets = [...leaves, "lib/sign-in/endpoint.ts", "lib/data/instance.ts"];

describe("the rules notice", () => {
  const found = violations(
    importsIn([
      ...targets.map((path) => ({ path, text: "export const b = 1;\nexport type B = 1;\n" })),
      {
        path: "lib/data/two.ts",
        text: 'import type { One } from "./one";\nexport type Two = One;\n',
      },
      ...planted.map(([, path, text]) => ({ path, text })),
    ]),
  );

  it.each(planted)("%s: %s", (rule, file) => {
    const about = found.filter((line) => line.includes(` ${file} →`) || line.includes(` ${file},`));
    expect(about).toEqual([expect.stringContaining(`${rule}: `)]);
  });
});
