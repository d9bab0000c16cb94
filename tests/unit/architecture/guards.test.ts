/** Every page, action, endpoint and reader of data asks who is there. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dashboards } from "@/app/(dashboards)/dashboards/registry";
import { actionFaults, dataFaults, pageFaults, routeFaults } from "./guard-rules";
import { sourceFiles } from "./source-files";

const files = sourceFiles();
const rules = { pageFaults, routeFaults, actionFaults, dataFaults };

describe("in the project there are no", () => {
  it.each(Object.entries(rules))("%s", (_name, faults) => {
    expect(faults(files)).toEqual([]);
  });
});

it("every folder of a dashboard is in the registry, and the other way round", () => {
  const folders = readdirSync("app/(dashboards)/dashboards", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(dashboards.map(({ slug }) => slug).sort()).toEqual(folders.sort());
});

describe("pageFaults", () => {
  const path = "app/(account)/account/page.tsx";
  it.each([
    "export default function Page() {}",
    "export default async function Page() {}",
    "const Page = () => null;\nexport default Page;",
    "// export default guardedPage({ signedIn: true }, Page);\nexport default Page;",
    "export default unguarded(guardedPage(rule, Page));",
    "",
  ])("notice %j", (text) => {
    expect(pageFaults([{ path, text }])).toEqual([path]);
  });

  it.each(["export default guardedPage(rule, Page);", "export default publicPage(rule, Page);"])(
    "let %j pass",
    (text) => {
      expect(pageFaults([{ path: "app/page.tsx", text }])).toEqual([]);
    },
  );
});

describe("routeFaults", () => {
  const path = "app/api/data/route.ts";
  it.each([
    "export async function GET() {}",
    "export const POST = async () => new Response();",
    "const handle = async () => new Response();\nexport { handle as GET };",
    'export { GET } from "./elsewhere";',
    "export const GET = guardedRoute(a, b, c);\nexport async function DELETE() {}",
    "const GET = () => new Response();\nexport { GET };",
    "export default function handler() {}",
    "export const { GET, POST } = handlers;",
  ])("notice %j", (text) => {
    expect(routeFaults([{ path, text }])).toHaveLength(1);
  });

  it.each([
    "export const GET = guardedRoute(a, b, c);",
    "export const GET = publicRoute(a);\nexport const POST = guardedRoute(a, b, c);",
    "const nothing = guardedRoute(a, b, c);\nexport { nothing as DELETE, nothing as GET };",
  ])("let %j pass", (text) => {
    expect(routeFaults([{ path, text }])).toEqual([]);
  });
});

describe("actionFaults", () => {
  const path = "app/(account)/account/actions.ts";
  it.each([
    '"use server";\nexport async function remove() {}',
    '"use server";\nexport const remove = async () => {};',
    '"use server";\nexport default async function remove() {}',
    '"use server";\nexport { remove } from "./elsewhere";',
    "'use server';\nexport const a = guardedAction(b, c, d);\nexport const e = async () => {};",
    'export default function Page() {\n  async function remove() {\n    "use server";\n  }\n}',
  ])("notice %j", (text) => {
    expect(actionFaults([{ path, text }])).toHaveLength(1);
  });

  it.each([
    '/** Actions. */\n"use server";\nexport const a = guardedAction(b, c, d);',
    '"use server";\nexport type A = string;\nexport const a = publicAction(b, c);',
    "export async function remove() {}",
  ])("let %j pass", (text) => {
    expect(actionFaults([{ path, text }])).toEqual([]);
  });
});

describe("dataFaults", () => {
  const path = "app/(dashboards)/dashboards/weather/data.ts";
  it.each([
    "export function rows(filters: Filters) {}",
    "export async function rows() {}",
    "export const rows = async (filters: Filters) => [];",
    "export function rows(filters: Filters, viewer: Viewer) {}",
    "export function rows(viewer: any) {}",
    "export default function rows(filters: Filters) {}",
  ])("notice %j", (text) => {
    expect(dataFaults([{ path, text }])).toHaveLength(1);
  });

  it.each([
    "export function rows(viewer: Viewer, filters: Filters) {}",
    "export async function rows(\n  _viewer: Asker,\n  filters: Filters,\n) {}",
    "export const rows = async (viewer: Viewer) => [];",
    "function inside(filters: Filters) {}",
    "export const LATE = 15;",
  ])("let %j pass", (text) => {
    expect(dataFaults([{ path, text }])).toEqual([]);
  });
});
