/** Server actions can't be called without a guard around them, and data can't be read by nobody. */
import type { Node, ParamPattern } from "oxc-parser";
import type { SourceFile } from "./source-files";
import { exportsOf, type Guards, guardCall, type Module, nodesOf, parsed } from "./syntax";

const ACTION_GUARDS: Guards = {
  file: "lib/guards/action-guard",
  names: ["guardedAction", "publicAction"],
};

/** Exports of "use server" files that are no guard's call, and actions hidden inside other code. */
export function actionViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path, text }) => /^(app|components|lib)\//.test(path) && /\buse/.test(text))
    .flatMap((file) => {
      const module = parsed(file);
      const { body } = module.program;
      const marks = nodesOf(module.program).filter(isServerMark);
      const first = body.findIndex((statement) => !isDirective(statement));
      const prologue = body.slice(0, first < 0 ? body.length : first);
      const wholeFile = marks.some((mark) => prologue.some((statement) => statement === mark));
      const hidden = marks.length > (wholeFile ? 1 : 0) ? ["an action inside of other code"] : [];
      return [...hidden, ...(wholeFile ? exportViolations(module) : [])].map(
        (error) => `${file.path}: ${error}`,
      );
    });
}

function exportViolations(module: Module): string[] {
  return exportsOf(module)
    .filter(({ value }) => !guardCall(value, module, ACTION_GUARDS))
    .map(({ name }) => `${name} is no call of a guard`);
}

function isDirective(node: Node): boolean {
  return node.type === "ExpressionStatement" && typeof node.directive === "string";
}

/** However it is written: with escapes, in other quotes, or where it has no effect. */
function isServerMark(node: Node): boolean {
  return (
    node.type === "ExpressionStatement" &&
    node.expression.type === "Literal" &&
    node.expression.value === "use server"
  );
}

/** Exported functions of a dashboard's data.ts that don't take whoever asks first. */
export function dataViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^app\/(.*\/)?data\.tsx?$/.test(path))
    .flatMap((file) => {
      const module = parsed(file);
      const functions = module.program.body.flatMap(exportedFunctions);
      const all = exportsOf(module).filter(({ name }) => name === "*");
      return [
        ...all.map(() => `${file.path}: exports what another file has`),
        ...functions
          .filter(({ parameters }) => !takesPrincipal(parameters[0], module))
          .map(({ name }) => `${file.path}: ${name} doesn't take whoever asks`),
      ];
    });
}

interface ExportedFunction {
  name: string;
  parameters: ParamPattern[];
}

/** Functions that a statement exports, those that are fields of an exported object among them. */
function exportedFunctions(statement: Node): ExportedFunction[] {
  if (statement.type === "ExportDefaultDeclaration")
    return functionsIn("default", statement.declaration);
  if (statement.type !== "ExportNamedDeclaration" || !statement.declaration) return [];
  const { declaration } = statement;
  if (declaration.type !== "VariableDeclaration") {
    const name =
      "id" in declaration && declaration.id && "name" in declaration.id ? declaration.id.name : "?";
    return functionsIn(String(name), declaration);
  }
  return declaration.declarations.flatMap(({ id, init }) =>
    init ? functionsIn(id.type === "Identifier" ? id.name : "?", init) : [],
  );
}

function functionsIn(name: string, node: Node): ExportedFunction[] {
  if (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  ) {
    return [{ name, parameters: node.params }];
  }
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
    return [{ name, parameters: [] }];
  }
  if (node.type !== "ObjectExpression") return [];
  return node.properties.flatMap((property) =>
    property.type === "Property" ? functionsIn(name, property.value) : [],
  );
}

function takesPrincipal(parameter: ParamPattern | undefined, { types }: Module): boolean {
  if (parameter?.type !== "Identifier") return false;
  const type = parameter.typeAnnotation?.typeAnnotation;
  if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return false;
  const principal = types.get(type.typeName.name);
  return (
    principal?.from === "lib/access/policy" && ["Viewer", "Principal"].includes(principal.name)
  );
}
