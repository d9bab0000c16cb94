/** Which files Next.js may find, and that each dashboard is in the registry, under its own name. */
import type { Node } from "oxc-parser";
import { resolved, type SourceFile } from "./source-files";
import { type Module, nodesOf, parsed } from "./syntax";

const FOLDER = "app/(dashboards)/dashboards";
const REGISTRY = `${FOLDER}/registry.ts`;

/** By what Next.js makes of a path: which it is, and why it must not be there. */
const closed: [RegExp, string][] = [
  [
    /^app\/(.*\/)?(page|route|layout|template|default|loading|error|global-error|not-found|global-not-found|forbidden|unauthorized)\.(?!tsx?$)\w+$/,
    "must end in .ts or .tsx, the only ones that are checked",
  ],
  [
    /^app\/(?!icon\.svg$)(.*\/)?((icon|apple-icon|opengraph-image|twitter-image)\d*|favicon|sitemap|robots|manifest)\.\w+$/,
    "is served without a guard",
  ],
  [/^(src|pages|public)\//, "is served without a guard"],
  [
    /^(?!(middleware|instrumentation)\.ts$)(middleware|proxy|instrumentation|instrumentation-client)\.\w+$/,
    "runs for requests without a guard",
  ],
];

/** Files that would be served or run without a guard. Folders end in a slash. */
export function fileViolations(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    closed.filter(([which]) => which.test(path)).map(([, why]) => `${path}: ${why}`),
  );
}

/** Pages under /dashboards that no line of the registry knows, and lines that mix dashboards. */
export function registryViolations(files: SourceFile[]): string[] {
  const registry = files.find(({ path }) => path === REGISTRY);
  if (!registry) return [`${REGISTRY} is missing`];
  const module = parsed(registry);
  const lines = nodesOf(module.program).flatMap((node) => lineOf(node, module));
  const slugs = lines.map(({ slug }) => slug);
  const pages = files
    .map(({ path }) => path)
    .filter((path) => /^app\/(.*\/)?(page|route|default)\.\w+$/.test(path));
  return [
    ...lines.flatMap(({ slug, parts }) =>
      parts
        .filter((part) => !part.startsWith(`${FOLDER}/${slug}/`))
        .map((part) => `${REGISTRY}: the line of ${slug} has ${part}`),
    ),
    ...lines
      .filter(({ slug }) => !pages.some((path) => path.startsWith(`${FOLDER}/${slug}/`)))
      .map(({ slug }) => `${REGISTRY}: ${slug} has no page`),
    ...pages.flatMap((path) => {
      const [first, slug] = segmentsOf(path);
      if (first !== "dashboards" || slug === undefined) return [];
      if (!path.startsWith(`${FOLDER}/${slug}/`))
        return [`${path}: belongs into ${FOLDER}/${slug}`];
      return slugs.includes(slug) ? [] : [`${path}: ${slug} has no line in ${REGISTRY}`];
    }),
  ];
}

/** The segments of a page's address: groups and slots are none, and interception keeps its target's. */
function segmentsOf(path: string): string[] {
  return path
    .split("/")
    .slice(1, -1)
    .filter((segment) => !/^(@|\([^.)]+\)$)/.test(segment))
    .map((segment) => segment.replace(/^(\(\.{1,3}\))+/, ""));
}

/** A line of the registry: its slug, and the files it takes from dashboards. */
function lineOf(node: Node, module: Module): { slug: string; parts: string[] }[] {
  if (node.type !== "ObjectExpression") return [];
  const fields = new Map<string, Node>();
  for (const property of node.properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier") continue;
    fields.set(property.key.name, property.value);
  }
  const slug = fields.get("slug");
  if (slug?.type !== "Literal" || typeof slug.value !== "string") return [];
  const parts = [...fields.values()]
    .flatMap((value) => nodesOf(value))
    .flatMap((inner) => {
      if (inner.type === "Identifier") return module.imports.get(inner.name)?.from ?? [];
      if (inner.type !== "ImportExpression" || inner.source.type !== "Literal") return [];
      return resolved(String(inner.source.value), module.path);
    });
  return [{ slug: slug.value, parts }];
}

/** Addresses of dashboards written out in a dashboard's own files: a copy of it would keep them. */
export function addressErrors(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^app\/\(dashboards\)\/dashboards\/[^/]+\//.test(path))
    .flatMap((file) =>
      nodesOf(parsed(file).program, ({ type }) => type !== "ImportDeclaration").flatMap((node) => {
        const text =
          node.type === "Literal" && typeof node.value === "string"
            ? node.value
            : node.type === "TemplateElement"
              ? (node.value.cooked ?? "")
              : "";
        return /(^|\/)(dashboards|api\/data)\//.test(text) ? [`${file.path}: ${text}`] : [];
      }),
    );
}
