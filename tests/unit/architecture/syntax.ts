/** Reads source files as syntax trees. */
import {
  type CallExpression,
  type Expression,
  type Node,
  type Program,
  parseSync,
} from "oxc-parser";
import { resolved, type SourceFile } from "./source-files";

/** A name that a file imports: what it is called where it comes from, and where that is. */
interface Imported {
  name: string;
  from: string;
}

export interface Module {
  path: string;
  program: Program;
  /** By local name. Types are left out. */
  imports: Map<string, Imported>;
  /** The same of types. */
  types: Map<string, Imported>;
}

/** Reads a file. Throws when it has a syntax error. */
export function parsed({ path, text }: SourceFile): Module {
  const { program, errors } = parseSync(path, text, { showSemanticErrors: true });
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  return {
    path,
    program,
    imports: importsIn(program, path, "value"),
    types: importsIn(program, path, "type"),
  };
}

function importsIn(
  program: Program,
  path: string,
  wanted: "value" | "type",
): Map<string, Imported> {
  const found = new Map<string, Imported>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration") continue;
    const from = withoutExtension(resolved(statement.source.value, path));
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ImportSpecifier") continue;
      const isType = statement.importKind === "type" || specifier.importKind === "type";
      if (isType !== (wanted === "type")) continue;
      found.set(specifier.local.name, { name: nameOf(specifier.imported), from });
    }
  }
  return found;
}

/** Functions that guard, and the one file that has them. */
export interface Guards {
  file: string;
  names: readonly string[];
}

/** The call, if an expression is nothing but a call of a guard that is imported from its own file. */
export function guardCall(
  expression: Node | null | undefined,
  { imports }: Module,
  { file, names }: Guards,
): CallExpression | null {
  if (expression?.type !== "CallExpression" || expression.optional) return null;
  if (expression.callee.type !== "Identifier") return null;
  if (expression.arguments.some(({ type }) => type === "SpreadElement")) return null;
  const guard = imports.get(expression.callee.name);
  return guard?.from === file && names.includes(guard.name) ? expression : null;
}

/** What a module exports at run time, one entry per name; `*` stands for all of another module. */
export interface Exported {
  name: string;
  /** What the name is set to; null for functions, classes, what can change, and what is re-exported. */
  value: Expression | null;
}

/** All that a module exports but types. */
export function exportsOf({ program }: Module): Exported[] {
  const constants = constantsOf(program);
  return program.body.flatMap((statement): Exported[] => {
    if (statement.type === "TSExportAssignment") return [{ name: "=", value: null }];
    if (statement.type === "ExportAllDeclaration") {
      return statement.exportKind === "type" ? [] : [{ name: "*", value: null }];
    }
    if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      if (declaration.type === "TSInterfaceDeclaration") return [];
      const stated = /^(Function|Class)Declaration$|^TS/.test(declaration.type);
      return [{ name: "default", value: stated ? null : (declaration as Expression) }];
    }
    if (statement.type !== "ExportNamedDeclaration" || statement.exportKind === "type") return [];
    const { declaration, specifiers, source } = statement;
    if (declaration?.type === "VariableDeclaration") {
      return declaration.declarations.map(({ id, init }) => ({
        name: id.type === "Identifier" ? id.name : "{…}",
        value: declaration.kind === "const" && id.type === "Identifier" ? init : null,
      }));
    }
    if (declaration) return [{ name: declaredName(declaration), value: null }];
    return specifiers
      .filter(({ exportKind }) => exportKind !== "type")
      .map(({ local, exported }) => ({
        name: nameOf(exported),
        value: source ? null : (constants.get(nameOf(local)) ?? null),
      }));
  });
}

function constantsOf(program: Program): Map<string, Expression> {
  const found = new Map<string, Expression>();
  for (const statement of program.body) {
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier" && init) found.set(id.name, init);
    }
  }
  return found;
}

/** Every node of a tree; `enter` says whether to look into a node as well. */
export function nodesOf(root: Node, enter: (node: Node) => boolean = () => true): Node[] {
  const inside = Object.values(root)
    .flat()
    .filter(isNode)
    .flatMap((node) => (enter(node) ? nodesOf(node, enter) : [node]));
  return [root, ...inside];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** Whether a node is a function of any kind. */
export function isFunction({ type }: Node): boolean {
  return /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(type);
}

function declaredName(declaration: Node): string {
  return "id" in declaration && declaration.id?.type === "Identifier" ? declaration.id.name : "?";
}

function nameOf(node: Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" ? String(node.value) : "?";
}

function withoutExtension(path: string): string {
  return path.replace(/\.(tsx?|m?js)$/, "");
}
