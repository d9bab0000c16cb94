/** The rules for files, registry and addresses notice each hole that was thought of. */
import { describe, expect, it } from "vitest";
import { addressErrors, fileViolations, registryViolations } from "./app-files";

describe("fileViolations", () => {
  it.each([
    "app/page.js",
    "app/(account)/account/page.jsx",
    "app/a/page.mjs",
    "app/a/page.mdx",
    "app/api/a/route.js",
    "app/@slot/default.js",
    "app/layout.js",
    "app/robots.ts",
    "app/robots.txt",
    "app/sitemap.ts",
    "app/sitemap.xml",
    "app/manifest.ts",
    "app/manifest.webmanifest",
    "app/favicon.ico",
    "app/a/icon.svg",
    "app/icon.tsx",
    "app/icon1.png",
    "app/(dashboards)/dashboards/markets/opengraph-image.tsx",
    "app/(dashboards)/dashboards/markets/twitter-image.png",
    "app/apple-icon2.tsx",
    "pages/",
    "src/",
    "public/",
    "proxy.ts",
    "instrumentation.js",
    "instrumentation-client.ts",
    "middleware.js",
  ])("notice %s", (path) => {
    expect(fileViolations([path])).toHaveLength(1);
  });

  it("let the rest pass", () => {
    const paths = [
      "app/icon.svg",
      "app/a/page.tsx",
      "app/page-parts.js",
      "middleware.ts",
      "instrumentation.ts",
      "docs/",
    ];
    expect(fileViolations(paths)).toEqual([]);
  });
});

describe("registryViolations", () => {
  const folder = "app/(dashboards)/dashboards";
  const file = (path: string, text = "") => ({ path, text });
  const line = (slug: string, access = slug, data = slug) =>
    `{ slug: "${slug}", access: ${access}, datasets: () => import("./${data}/data") },`;
  const registry = (lines: string) =>
    file(
      `${folder}/registry.ts`,
      `import { access as a } from "./a/access";\nimport { access as b } from "./b/access";\nexport const dashboards = registered([${lines}]);`,
    );
  const pages = [file(`${folder}/a/page.tsx`), file(`${folder}/b/page.tsx`)];

  it("let one line for each folder pass", () => {
    const index = file(`${folder}/page.tsx`);
    expect(registryViolations([registry(line("a") + line("b")), index, ...pages])).toEqual([]);
  });

  it.each([
    ["a folder without a line", [registry(line("a")), ...pages]],
    ["a line without a folder", [registry(line("a") + line("b")), file(`${folder}/a/page.tsx`)]],
    ["another's access", [registry(line("a") + line("b", "a")), ...pages]],
    ["another's data", [registry(line("a") + line("b", "b", "a")), ...pages]],
    ["no registry", pages],
    ...[
      "app/(public)/dashboards/b/page.tsx",
      "app/dashboards/b/route.ts",
      "app/@slot/dashboards/b/page.tsx",
      `${folder}/(more)/b/page.tsx`,
      `${folder}/[slug]/page.tsx`,
      `${folder}/c/d/page.tsx`,
      `${folder}/(.)c/page.tsx`,
      "app/(.)dashboards/b/default.tsx",
    ].map((path) => [path, [registry(line("a") + line("b")), ...pages, file(path)]] as const),
  ] as const)("notice %s", (_what, given) => {
    expect(registryViolations([...given]).length).toBeGreaterThan(0);
  });
});

describe("addressErrors", () => {
  const path = "app/(dashboards)/dashboards/weather/page.tsx";
  it.each([
    'const path = "/dashboards/weather";',
    // biome would have a template made of what is one already.
    ["const path = `/api/data/weather/", "{name}`;"].join("$"),
    "const a = <a href='/dashboards/weather?a'>x</a>;",
  ])("notice %j", (text) => {
    expect(addressErrors([{ path, text }])).toHaveLength(1);
  });

  it("let imports and words pass", () => {
    const text = 'import { a } from "@/lib/dashboards/fields";\nconst b = "See all dashboards";';
    expect(addressErrors([{ path, text }])).toEqual([]);
  });
});
