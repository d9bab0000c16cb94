/** Who may import what, as rules over the graph of imports. */
import { circlesIn, type Import } from "./import-graph";
import { rooms, waysIn } from "./rooms";

/** Files that match `from` import nothing that matches `to`. */
interface Rule {
  name: string;
  from: RegExp;
  notFrom?: RegExp;
  to: RegExp;
  /** What may be imported all the same, by what `from` found. */
  notTo?: (found: RegExpExecArray) => RegExp;
}

/** What matches `to` may be imported by nobody but those named. */
const only = (name: string, to: RegExp, importers: RegExp): Rule => ({
  name,
  from: /./,
  notFrom: importers,
  to,
});
const anyOf = (patterns: readonly string[]) => new RegExp(patterns.join("|"));

const downwards: Rule[] = rooms.slice(1).map(({ name, path }, at) => ({
  name: `${name} imports nothing above it`,
  from: new RegExp(path),
  to: anyOf(rooms.slice(0, at + 1).map((above) => above.path)),
}));

const siblings: Rule[] = waysIn.map((way) => ({
  name: `${way} imports no other way in`,
  from: new RegExp(`^lib/sign-in/${way}/`),
  to: anyOf(waysIn.filter((other) => other !== way).map((other) => `^lib/sign-in/${other}/`)),
}));

const WAYS = waysIn.join("|");

const rules: Rule[] = [
  ...downwards,
  ...siblings,
  { name: "every import leads to a file", from: /./, to: /^(\.|@\/)/ },
  { name: "core knows no way in", from: /^lib\/sign-in\/core\//, to: /^lib\/sign-in\/(?!core\/)/ },
  {
    name: "ways in don't know who leads to them",
    from: new RegExp(`^lib/sign-in/(${WAYS})/`),
    to: /^lib\/sign-in\/[^/]+$/,
  },
  {
    name: "components know nothing of sessions and databases",
    from: /^components\//,
    to: /^lib\/(guards|sign-in|session|data|people|audit|db)\//,
  },
  {
    name: "a dashboard imports no other",
    from: /^(app\/\(dashboards\)\/dashboards\/[^/]+\/)/,
    to: /^app\/\(dashboards\)\/dashboards\/[^/]+\//,
    notTo: ([, own = ""]) => new RegExp(`^${own.replace(/[()]/g, "\\$&")}`),
  },
  {
    name: "nothing but tests imports tests",
    from: /^(app|components|lib|prisma|scripts)\//,
    to: /^tests\//,
  },
  {
    name: "the app doesn't import scripts",
    from: /^(app|components|lib)\/|^(middleware|instrumentation)\.ts$/,
    to: /^(scripts|prisma)\//,
  },
  only(
    "only one file runs next-auth",
    /^node_modules\/next-auth(?!\/react)/,
    /^lib\/sign-in\/core\/next-auth/,
  ),
  only(
    "only lib/db imports Prisma",
    /^node_modules\/(@prisma\/|prisma(\/|$))|^lib\/db\/generated\//,
    /^(lib\/db|prisma)\/|^prisma\.config\.ts$/,
  ),
  only(
    "only components/chart draws with Plotly",
    /^node_modules\/(react-)?plotly\.js/,
    /^components\/chart\//,
  ),
  only("only lib/data runs DuckDB", /^node_modules\/@duckdb\//, /^lib\/data\//),
  only(
    "everybody else asks query(), as somebody",
    /^lib\/data\/(instance|run-statement|result-cache)\.ts$/,
    /^lib\/data\//,
  ),
  only(
    "class names are joined by classNames()",
    /^node_modules\/(clsx|tailwind-merge)$/,
    /^components\/ui\/class-names\.ts$/,
  ),
];

/** What breaks a rule in a project, as `rule: file → import`, and circles, as `circle: file, file`. */
export function violations(imports: readonly Import[]): string[] {
  const broken = rules.flatMap(({ name, from, notFrom, to, notTo }) =>
    imports
      .filter((one) => {
        const own = from.exec(one.from);
        if (!own || notFrom?.test(one.from) || !to.test(one.to)) return false;
        return !notTo?.(own).test(one.to);
      })
      .map((one) => `${name}: ${one.from} → ${one.to}`),
  );
  return [...broken, ...circlesIn(imports).map((files) => `circle: ${files.join(", ")}`)];
}
