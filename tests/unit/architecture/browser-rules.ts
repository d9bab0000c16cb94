/** What runs in browsers uses nothing of Node.js: the build would send a polyfill along. */
import type { Node } from "oxc-parser";
import { byImportPath, reachedFrom } from "./reach";
import type { SourceFile } from "./source-files";
import { type Module, nodesOf, parsed } from "./syntax";

/** Names that the build answers with code of its own where a browser has none. */
const OF_NODE = ["Buffer", "process", "global", "setImmediate", "__dirname", "__filename"];
const WITHOUT_VALUES =
  /^TS(Type(Annotation|Reference|ParameterInstantiation|AliasDeclaration|Query)|InterfaceDeclaration)$|^ImportDeclaration$/;
const PACKAGES = /^(node:.*|buffer|process|events|stream|util|path|crypto|assert)$/;

/** Uses of Node.js in files that browsers run: those marked "use client", and what they import. */
export function browserErrors(files: readonly SourceFile[]): string[] {
  const own = files.filter(({ path }) => /^(app|components|lib)\//.test(path));
  const modules = new Map(own.map((file) => [file.path, parsed(file)]));
  // Of a server action, a browser has only its address.
  const byPath = byImportPath(own.filter(({ path }) => !isMarked(modules.get(path), "use server")));
  const entries = [...modules.values()].filter((module) => isMarked(module, "use client"));
  const reached = new Set<string>();
  for (const entry of entries) reachedFrom(entry, byPath, true, reached);
  const run = new Set(entries.map(({ path }) => path));
  for (const name of reached) run.add(byPath.get(name)?.path ?? "");
  return [...modules.values()].filter(({ path }) => run.has(path)).flatMap(errorsIn);
}

function isMarked(module: Module | undefined, mark: string): boolean {
  return !!module?.program.body.some(
    (node) => node.type === "ExpressionStatement" && node.directive === mark,
  );
}

function errorsIn(module: Module): string[] {
  const nodes = nodesOf(
    module.program,
    (node) => !isReplaced(node) && !WITHOUT_VALUES.test(node.type),
  );
  const ofOthers = new Set(nodes.map(nameOfAnother));
  const names = nodes
    .flatMap((node) => (node.type === "Identifier" && !ofOthers.has(node) ? node.name : []))
    .filter((name) => OF_NODE.includes(name));
  const packages = [...reachedFrom(module, new Map())].filter((name) => PACKAGES.test(name));
  return [...new Set([...names, ...packages])].map((name) => `${module.path}: ${name}`);
}

/** `process.env.NAME`: the build writes its value there. */
function isReplaced(node: Node): boolean {
  if (node.type !== "MemberExpression" || node.computed) return false;
  const { object } = node;
  return (
    object.type === "MemberExpression" &&
    object.object.type === "Identifier" &&
    object.object.name === "process"
  );
}

/** The name in `a.name` and `{ name: a }`, which says nothing of a global of that name. */
function nameOfAnother(node: Node): Node | null {
  if (node.type === "MemberExpression" && !node.computed) return node.property;
  return node.type === "Property" && !node.computed && !node.shorthand ? node.key : null;
}
