/** Class names are joined by classNames() alone: only it knows which of two that differ wins. */
import type { Node } from "oxc-parser";
import type { SourceFile } from "./source-files";
import { nodesOf, parsed } from "./syntax";

const JOINS = "components/ui/class-names.ts";

/** Places that join class names by themselves. */
export function classViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^(app|components)\/.*\.tsx?$/.test(path) && path !== JOINS)
    .flatMap((file) => {
      const nodes = nodesOf(parsed(file).program);
      const joined = nodes.flatMap(classValue).filter((value) => isJoined(value, nodes));
      return joined.map(({ start }) => `${file.path}:${lineAt(file.text, start)}`);
    });
}

/** What `className`, `panelClassName` and their like are set to. */
function classValue(node: Node): Node[] {
  if (node.type === "JSXAttribute" && node.name.type === "JSXIdentifier") {
    const { name, value } = node;
    return isOfClass(name.name) && value?.type === "JSXExpressionContainer"
      ? [value.expression]
      : [];
  }
  if (node.type !== "Property" || node.key.type !== "Identifier") return [];
  return isOfClass(node.key.name) ? [node.value] : [];
}

const isOfClass = (name: string) => /^(\w*C|c)lass(Name)?$/.test(name);

function isJoined(value: Node, inFile: readonly Node[], seen = new Set<string>()): boolean {
  if (isJoiningCall(value)) return false;
  return nodesOf(value, (node) => !isJoiningCall(node)).some((node) => {
    if (node.type === "TemplateLiteral") return node.expressions.length > 0;
    if (node.type === "BinaryExpression") return node.operator === "+";
    if (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
      const { property } = node.callee;
      return property.type === "Identifier" && /^(join|concat)$/.test(property.name);
    }
    if (node.type !== "Identifier" || seen.has(node.name)) return false;
    seen.add(node.name);
    return valuesOf(node.name, inFile).some((given) => isJoined(given, inFile, seen));
  });
}

function isJoiningCall(node: Node): boolean {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "Identifier" &&
    node.callee.name === "classNames"
  );
}

/** What a file's variables of this name are set to. */
function valuesOf(name: string, inFile: readonly Node[]): Node[] {
  return inFile.flatMap((node) => {
    if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier") return [];
    return node.id.name === name && node.init ? [node.init] : [];
  });
}

function lineAt(text: string, start: number): number {
  return text.slice(0, start).split("\n").length;
}
