/** Every page, action, endpoint and reader of data asks who is there. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import config from "@/next.config";
import { actionViolations, dataViolations } from "./action-rules";
import { addressErrors, fileViolations, registryViolations } from "./app-files";
import { frameViolations, pageViolations, routeViolations } from "./guard-rules";
import { sourceFiles } from "./source-files";

const files = sourceFiles();
const rules = {
  pageViolations,
  frameViolations,
  routeViolations,
  actionViolations,
  dataViolations,
  registryViolations,
  addressErrors,
};

describe("in the project there are no", () => {
  it.each(Object.entries(rules))("%s", (_name, errors) => {
    expect(errors(files)).toEqual([]);
  });

  it("files that are served or run without a guard", () => {
    const inApp = readdirSync("app", { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/"));
    const atRoot = readdirSync(".", { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? `${entry.name}/` : entry.name,
    );
    expect(inApp).toContain("app/icon.svg");
    expect(fileViolations([...inApp, ...atRoot])).toEqual([]);
  });

  it("pages with other extensions than those that are checked", () => {
    expect(config.pageExtensions).toEqual(["ts", "tsx"]);
  });
});

const guard = 'import { guardedPage, publicPage } from "@/lib/guards/page-guard";\n';
const whole = "export default guardedPage({ signedIn: true }, Page);";

describe("pageViolations", () => {
  const path = "app/(account)/account/page.tsx";
  it.each([
    "export default function Page() {}",
    "export default async function Page() {}",
    "export default class Page {}",
    "export default () => null;",
    "const Page = () => null;\nexport default Page;",
    "const Page = () => null;\nexport { Page as default };",
    'export { default } from "./elsewhere";',
    'export { Page as default } from "./elsewhere";',
    'export * from "./elsewhere";',
    "export = guardedPage({ signedIn: true }, Page);",
    `/*\n${whole}\n*/\nexport default Page;`,
    `const text = \`\n${whole}\n\`;\nexport default Page;`,
    "export default unguarded(guardedPage({ signedIn: true }, Page));",
    "export default (guardedPage({ signedIn: true }, Page), Page);",
    "export default guardedPage({ signedIn: true }, Page) && Page;",
    "export default guardedPage({ signedIn: true }, Page).page;",
    "export default guardedPage?.({ signedIn: true }, Page);",
    "export default guardedPage(...all);",
    "export default guardedPage;",
    "export default guardedPage`x`;",
    "export default new guardedPage({ signedIn: true }, Page);",
    `${whole}\nexport function generateMetadata() {}`,
    `${whole}\nexport const generateMetadata = async () => ({ title: await secret() });`,
    `${whole}\nexport { generateMetadata } from "./elsewhere";`,
    `${whole}\nexport async function generateStaticParams() {}`,
    `${whole}\nexport const generateViewport = () => ({});`,
    `${whole}\nexport function generateImageMetadata() {}`,
    `${whole}\nexport const metadata = { title: await secret() };`,
    `${whole}\nexport let metadata = {};`,
    `${whole}\nexport const { metadata } = secrets;`,
    `${whole}\nexport * from "./elsewhere";`,
    `${whole}\nconsole.log(await secret());`,
    "",
  ])("notice %j", (text) => {
    expect(pageViolations([{ path, text: guard + text }]).length).toBeGreaterThan(0);
  });

  it.each([
    "const guardedPage = (rule, page) => page;",
    "function guardedPage(rule, page) { return page; }",
    'import { guardedPage } from "./guard";',
    'import { guardedPage } from "@/lib/guards/page-guards";',
    'import { guardedPage } from "@/lib/guards";',
    'import { Guarded as guardedPage } from "@/lib/guards/page-guard";',
    'import { passed as guardedPage } from "@/lib/guards/page-guard";',
    'import guardedPage from "@/lib/guards/page-guard";',
    'import * as guardedPage from "@/lib/guards/page-guard";',
    'import type { guardedPage } from "@/lib/guards/page-guard";',
    'import { type guardedPage } from "@/lib/guards/page-guard";',
    "",
  ])("notice a guard that comes of %j", (text) => {
    expect(pageViolations([{ path, text: `${text}\n${whole}` }])).toHaveLength(1);
  });

  it.each([
    "app/page.tsx",
    "app/page.ts",
    "app/(group)/@slot/page.tsx",
    "app/@slot/default.tsx",
    "app/(.)photo/page.tsx",
    "app/(..)(..)photo/[...all]/page.tsx",
  ])("notice %s", (where) => {
    expect(pageViolations([{ path: where, text: "export default () => null;" }])).toHaveLength(1);
  });

  it.each([
    `${guard}${whole}`,
    `${guard}export default publicPage({ public: true }, Page);`,
    `${guard}export const metadata: Metadata = { title: "Page" };\n${whole}\nfunction Page() {}`,
    `${guard}${whole}\nexport type A = string;\nexport interface B {}`,
    'import { guardedPage as g } from "../../../lib/guards/page-guard";\nexport default g(rule, async () => await rows());',
  ])("let %j pass", (text) => {
    expect(pageViolations([{ path, text }])).toEqual([]);
  });

  const weather = "app/(dashboards)/dashboards/weather/page.tsx";
  it.each([
    whole,
    'import { access } from "../flights/access";\nexport default guardedPage(access.rule, Page);',
    'import { other as access } from "./access";\nexport default guardedPage(access.rule, Page);',
    "const access = { rule: {} };\nexport default guardedPage(access.rule, Page);",
    'import { access } from "./access";\nexport default guardedPage(access["rule"] ?? open, Page);',
  ])("notice a dashboard's page with another rule: %j", (text) => {
    expect(pageViolations([{ path: weather, text: guard + text }])).toHaveLength(1);
  });

  it.each([
    [weather, "./access"],
    ["app/(dashboards)/dashboards/weather/day/page.tsx", "../access"],
  ])("let %s pass with the rule of %s", (where, from) => {
    const text = `${guard}import { access } from "${from}";\nexport default guardedPage(access.rule, Page);`;
    expect(pageViolations([{ path: where, text }])).toEqual([]);
  });
});

describe("frameViolations", () => {
  const layout = "export default function Layout({ children }) { return children; }";
  const between = { path: "lib/between.ts", text: 'export { rows } from "./data/query";' };
  it.each([
    ["app/layout.tsx", `${layout}\nexport async function generateMetadata() {}`],
    ["app/(group)/layout.tsx", `import { query } from "@/lib/data/query";\n${layout}`],
    ["app/(group)/template.tsx", `import { rows } from "@/lib/between";\n${layout}`],
    ["app/(group)/loading.tsx", `import "@/lib/between";\n${layout}`],
    ["app/a/error.tsx", `import { rows } from "../b/data";\n${layout}`],
    ["app/a/not-found.tsx", `${layout}\nexport const rows = await query();`],
  ])("notice in %s %j", (path, text) => {
    expect(frameViolations([{ path, text }, between]).length).toBeGreaterThan(0);
  });

  it.each([
    `${layout}\nexport const metadata = { title: "Foyer" };`,
    `import type { Row } from "@/lib/data/query";\n${layout}`,
    `${layout}\nconst later = () => import("@/lib/data/query");`,
  ])("let %j pass", (text) => {
    expect(frameViolations([{ path: "app/layout.tsx", text }, between])).toEqual([]);
  });
});
