/** The rules for endpoints, actions and readers of data notice each hole that was thought of. */
import { describe, expect, it } from "vitest";
import { actionViolations, dataViolations } from "./action-rules";
import { routeViolations } from "./guard-rules";

describe("routeViolations", () => {
  const path = "app/api/data/route.ts";
  const guard = 'import { guardedRoute, publicRoute } from "@/lib/guards/route-guard";\n';
  const whole = "export const GET = guardedRoute(a, b, c);";
  it.each([
    "export async function GET() {}",
    "export const POST = async () => new Response();",
    "const handle = async () => new Response();\nexport { handle as GET };",
    'export { GET } from "./elsewhere";',
    'export * from "./elsewhere";',
    'export * as GET from "./elsewhere";',
    `${whole}\nexport async function DELETE() {}`,
    `${whole}\nexport * from "./elsewhere";`,
    `${whole}\nexport default function handler() {}`,
    `${whole}\nexport function generateStaticParams() {}`,
    "const GET = () => new Response();\nexport { GET };",
    "let GET = guardedRoute(a, b, c);\nGET = open;\nexport { GET };",
    "export let GET = guardedRoute(a, b, c);",
    "export const GET = open(guardedRoute(a, b, c));",
    "export const GET = cond ? guardedRoute(a, b, c) : open;",
    "export default function handler() {}",
    "export const { GET, POST } = handlers;",
    "export const [GET] = handlers;",
    "",
  ])("notice %j", (text) => {
    expect(routeViolations([{ path, text: guard + text }]).length).toBeGreaterThan(0);
  });

  it.each([
    whole,
    `import { guardedRoute } from "./guards";\n${whole}`,
    `import { passed as guardedRoute } from "@/lib/guards/route-guard";\n${whole}`,
    `function guardedRoute() {}\n${whole}`,
  ])("notice the guard of %j", (text) => {
    expect(routeViolations([{ path, text }])).toHaveLength(1);
  });

  it.each([
    whole,
    "export const GET = publicRoute(a);\nexport const POST = guardedRoute(a, b, c);",
    "const nothing = guardedRoute(a, b, c);\nexport { nothing as DELETE, nothing as GET };",
    `export const dynamic = "force-dynamic";\n${whole}`,
  ])("let %j pass", (text) => {
    expect(routeViolations([{ path, text: guard + text }])).toEqual([]);
  });

  it("hold next-auth's endpoint to its one line", () => {
    const nextAuth = "app/api/auth/[...nextauth]/route.ts";
    const hardened = 'export { getAuth as GET, postAuth as POST } from "@/lib/sign-in/endpoint";';
    expect(routeViolations([{ path: nextAuth, text: hardened }])).toEqual([]);
    for (const text of [
      "",
      `${hardened}\nexport const PUT = open;`,
      hardened.replace("endpoint", "next-auth"),
    ]) {
      expect(routeViolations([{ path: nextAuth, text }])).toHaveLength(1);
    }
  });
});

describe("actionViolations", () => {
  const path = "app/(account)/account/actions.ts";
  const head =
    '"use server";\nimport { guardedAction, publicAction } from "@/lib/guards/action-guard";\n';
  const whole = "export const a = guardedAction(b, c, d);";
  it.each([
    `${head}export async function remove() {}`,
    `${head}export const remove = async () => {};`,
    `${head}export default async function remove() {}`,
    `${head}export { remove } from "./elsewhere";`,
    `${head}export * from "./elsewhere";`,
    `${head}${whole}\nexport const e = async () => {};`,
    `${head}export const a = guardedAction(b, c, d), e = async () => {};`,
    `${head}const e = async () => {};\nexport { e as remove };`,
    `${head}export let a = guardedAction(b, c, d);`,
    `${head}export const { remove } = actions;`,
    `${head}export class Remove {}`,
    `'use server';\n${whole}`,
    `"use strict";\n"use server";\n${whole}`,
    `"use server";\nimport { guardedAction } from "./guards";\n${whole}`,
    `"use server";\nconst guardedAction = (b, c, d) => d;\n${whole}`,
    'export default function Page() {\n  async function remove() {\n    "use server";\n  }\n}',
    "export const remove = async () => {\n  'use server';\n};",
    'export const a = { async remove() { "use server"; } };',
    'class A { static async remove() { "use server"; } }',
    'export const remove = async () => { "use strict"; "use server"; };',
    'import a from "a";\n"use server";',
    '"use\\x20server";\nexport async function remove() {}',
    `${head}${whole}\nconst e = async () => { "use server"; };`,
  ])("notice %j", (text) => {
    expect(actionViolations([{ path, text }])).toHaveLength(1);
  });

  it.each(["components/a.tsx", "lib/a.ts", "app/a.js", "app/a.mts"])("look into %s", (where) => {
    const text = '"use server";\nexport async function remove() {}';
    expect(actionViolations([{ path: where, text }])).toHaveLength(1);
  });

  it.each([
    `/** Actions. */\n${head}${whole}`,
    `${head}export type A = string;\nexport const a = publicAction(b, c);`,
    `${head}const a = guardedAction(b, c, d);\nexport { a as remove };`,
    "export async function remove() {}",
    'const words = "use server";\n// "use server";',
  ])("let %j pass", (text) => {
    expect(actionViolations([{ path, text }])).toEqual([]);
  });
});

describe("dataViolations", () => {
  const path = "app/(dashboards)/dashboards/weather/data.ts";
  const types = 'import type { Principal, Viewer } from "@/lib/access/policy";\n';
  it.each([
    "export function rows(filters: Filters) {}",
    "export async function rows() {}",
    "export async function* rows() {}",
    "export const rows = async (filters: Filters) => [];",
    "export const rows = function (filters: Filters) {};",
    "export const all = { rows: (filters: Filters) => [] };",
    "export const all = { rows(filters: Filters) {} };",
    "export class Rows { read(filters: Filters) {} }",
    "export function rows(filters: Filters, viewer: Viewer) {}",
    "export function rows(viewer: any) {}",
    "export function rows({ viewer }: { viewer: Viewer }) {}",
    "export function rows(viewer: Viewer | null) {}",
    "export default function rows(filters: Filters) {}",
    "export default (filters: Filters) => [];",
    'export * from "./elsewhere";',
  ])("notice %j", (text) => {
    expect(dataViolations([{ path, text: types + text }])).toHaveLength(1);
  });

  it("notice a type that only has the name", () => {
    const text = "type Viewer = object;\nexport function rows(viewer: Viewer) {}";
    expect(dataViolations([{ path, text }])).toHaveLength(1);
  });

  it.each([
    "export function rows(viewer: Viewer, filters: Filters) {}",
    "export async function rows(\n  _viewer: Principal,\n  filters: Filters,\n) {}",
    "export const rows = async (viewer: Viewer) => [];",
    "function inside(filters: Filters) {}",
    "export const LATE = 15;",
  ])("let %j pass", (text) => {
    expect(dataViolations([{ path, text: types + text }])).toEqual([]);
  });
});
