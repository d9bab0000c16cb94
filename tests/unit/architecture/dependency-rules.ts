/** Who may import what, as rules for dependency-cruiser. */
import { join } from "node:path";
import { cruise, type IConfiguration } from "dependency-cruiser";
import { rooms, waysIn } from "./rooms";

type Rule = NonNullable<IConfiguration["forbidden"]>[number];

/** A file of these may be imported by nobody but those named; `from` defaults to everybody else. */
const only = (name: string, to: string, importers: string, from = "."): Rule => ({
  name,
  severity: "error",
  from: { path: from, pathNot: importers },
  to: { path: to },
});

const downwards: Rule[] = rooms.slice(1).map(({ name, path }, at) => ({
  name: `${name} imports nothing above it`,
  severity: "error",
  from: { path },
  to: { path: rooms.slice(0, at + 1).map((above) => above.path) },
}));

const siblings: Rule[] = waysIn.map((way) => ({
  name: `${way} imports no other way in`,
  severity: "error",
  from: { path: `^lib/sign-in/${way}/` },
  to: {
    path: waysIn.filter((other) => other !== way).map((other) => `^lib/sign-in/${other}/`),
  },
}));

const DATABASE = "^lib/(guards|sign-in|session|data|people|audit|db)/";

export const rules: Rule[] = [
  ...downwards,
  ...siblings,
  { name: "no circles", severity: "error", from: {}, to: { circular: true } },
  {
    name: "every import leads to a file",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "core knows no way in",
    severity: "error",
    from: { path: "^lib/sign-in/core/" },
    to: { path: "^lib/sign-in/(?!core/)" },
  },
  {
    name: "ways in don't know who leads to them",
    severity: "error",
    from: { path: `^lib/sign-in/(${waysIn.join("|")})/` },
    to: { path: "^lib/sign-in/[^/]+$" },
  },
  {
    name: "components know nothing of sessions and databases",
    severity: "error",
    from: { path: "^components/" },
    to: { path: DATABASE },
  },
  {
    name: "a dashboard imports no other",
    severity: "error",
    from: { path: "^app/\\(dashboards\\)/dashboards/([^/]+)/" },
    to: {
      path: "^app/\\(dashboards\\)/dashboards/[^/]+/",
      pathNot: "^app/\\(dashboards\\)/dashboards/$1/",
    },
  },
  {
    name: "nothing but tests imports tests",
    severity: "error",
    from: { pathNot: "^tests/|^(playwright|vitest)[\\w.]*\\.ts$" },
    to: { path: "^tests/" },
  },
  {
    name: "the app doesn't import scripts",
    severity: "error",
    from: { path: "^(app|components|lib)/|^(middleware|instrumentation)\\.ts$" },
    to: { path: "^(scripts|prisma)/" },
  },
  only(
    "only one file runs next-auth",
    "(^|/)node_modules/next-auth/(?!react)",
    "^lib/sign-in/core/next-auth|^tests/",
  ),
  only(
    "only lib/db imports Prisma",
    "(^|/)node_modules/(@prisma|prisma)/|^lib/db/generated/",
    "^(lib/db|prisma|tests)/|^prisma\\.config\\.ts$",
  ),
  only(
    "only components/chart draws with Plotly",
    "(^|/)node_modules/(react-)?plotly\\.js/",
    "^components/chart/|^tests/",
  ),
  only(
    "class names are joined by classNames()",
    "(^|/)node_modules/(clsx|tailwind-merge)/",
    "^components/ui/class-names\\.ts$|node_modules/",
  ),
  only("only lib/data runs DuckDB", "(^|/)node_modules/@duckdb/", "^(lib/data|tests)/"),
  only(
    "everybody else asks query(), as somebody",
    "^lib/data/(instance|run-statement|result-cache)\\.ts$",
    "^(lib/data|tests)/",
  ),
];

/** What breaks a rule in the files under `folders` of a project, as `rule: file → import`. */
export async function violations(
  folders: readonly string[],
  baseDir = process.cwd(),
): Promise<string[]> {
  const { output } = await cruise([...folders], {
    baseDir,
    ruleSet: { forbidden: rules },
    validate: true,
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "(^|/)node_modules/|^lib/db/generated/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts", ".json", ".css"],
      conditionNames: ["import", "node", "default", "types"],
      exportsFields: ["exports"],
    },
    tsConfig: { fileName: join(baseDir, "tsconfig.json") },
  });
  if (typeof output === "string") throw new TypeError("dependency-cruiser gave a report");
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}
