/** Pages and endpoints can't be asked for without a guard around them. */
import type { CallExpression } from "oxc-parser";
import { byImportPath, reachedFrom } from "./reach";
import type { SourceFile } from "./source-files";
import {
  type Exported,
  exportsOf,
  type Guards,
  guardCall,
  isFunction,
  type Module,
  nodesOf,
  parsed,
} from "./syntax";

const PAGE_GUARDS: Guards = {
  file: "lib/guards/page-guard",
  names: ["guardedPage", "publicPage", "dashboardPage"],
};
const ROUTE_GUARDS: Guards = {
  file: "lib/guards/route-guard",
  names: ["guardedRoute", "publicRoute"],
};
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** What may stand beside a page's default export: constants. Functions would run without its guard. */
const CONSTANTS = ["metadata", "viewport", "dynamic", "maxDuration"];
/** Hands on next-auth's handler, hardened in lib/sign-in/endpoint.ts. */
const NEXT_AUTH = {
  path: "app/api/auth/[...nextauth]/route.ts",
  text: /^export \{ getAuth as GET, postAuth as POST \} from "@\/lib\/sign-in\/endpoint";$/,
};
const DASHBOARD = /^app\/\(dashboards\)\/dashboards\/([^/]+)\//;

/** Pages, and defaults of parallel routes, whose default export isn't a guard's call. */
export function pageViolations(files: SourceFile[]): string[] {
  return errorsIn(files, /^app\/(.*\/)?(page|default)\.tsx?$/, (module) => {
    const exported = exportsOf(module);
    const page = exported.find(({ name }) => name === "default");
    const call = guardCall(page?.value, module, PAGE_GUARDS);
    return [
      ...(call ? ruleViolations(module, call) : ["the default export is no call of a guard"]),
      ...constantViolations(module, exported, ["default"]),
    ];
  });
}

/** Layouts and other frames run beside a page, outside of its guard: they have no data. */
export function frameViolations(files: SourceFile[]): string[] {
  const frames =
    /^app\/(.*\/)?(layout|template|loading|error|global-error|not-found|global-not-found|forbidden|unauthorized)\.tsx?$/;
  const modules = byImportPath(files);
  return errorsIn(files, frames, (module) => [
    ...constantViolations(module, exportsOf(module), ["default"]),
    ...[...reachedFrom(module, modules)]
      .filter((path) => /^lib\/data\/|^app\/.*\/data$/.test(path))
      .map((path) => `reads data: ${path}`),
  ]);
}

/** Methods of endpoints that are no guard's call. */
export function routeViolations(files: SourceFile[]): string[] {
  return errorsIn(files, /^app\/(.*\/)?route\.tsx?$/, (module, text) => {
    if (module.path === NEXT_AUTH.path) {
      const code = text.replace(/^\/\*\*.*\*\/$/gm, "").trim();
      return NEXT_AUTH.text.test(code) ? [] : ["is no longer next-auth's hardened handler"];
    }
    const exported = exportsOf(module);
    const methods = exported.filter(({ name }) => METHODS.includes(name));
    return [
      ...(methods.length === 0 ? ["no method found"] : []),
      ...methods
        .filter(({ value }) => !guardCall(value, module, ROUTE_GUARDS))
        .map(({ name }) => `${name} is no call of a guard`),
      ...constantViolations(module, exported, METHODS),
    ];
  });
}

function errorsIn(
  files: SourceFile[],
  which: RegExp,
  check: (module: Module, text: string) => string[],
): string[] {
  return files
    .filter(({ path }) => which.test(path))
    .flatMap((file) => check(parsed(file), file.text).map((error) => `${file.path}: ${error}`));
}

/** Exports beside those that are known, and code that runs when the file is loaded and waits. */
function constantViolations(module: Module, exported: Exported[], known: string[]): string[] {
  const others = exported.filter(({ name }) => !known.includes(name));
  const waits = nodesOf(module.program, (node) => !isFunction(node)).some(
    ({ type }) => type === "AwaitExpression",
  );
  return [
    ...others
      .filter(({ name, value }) => !CONSTANTS.includes(name) || !value || isFunction(value))
      .map(({ name }) => `exports ${name}, which no guard is around`),
    ...(waits ? ["waits for something outside of its guard"] : []),
  ];
}

/** A dashboard's page asks the rule of its own access.ts, which all others ask too. */
function ruleViolations(module: Module, call: CallExpression): string[] {
  const folder = DASHBOARD.exec(module.path)?.[0];
  if (!folder) return [];
  const [rule] = call.arguments;
  const own =
    rule?.type === "MemberExpression" &&
    rule.object.type === "Identifier" &&
    rule.property.type === "Identifier" &&
    rule.property.name === "rule" &&
    module.imports.get(rule.object.name);
  if (own && own.from === `${folder}access` && own.name === "access") return [];
  return ["its rule is not access.rule of its own access.ts"];
}
