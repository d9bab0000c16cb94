/** What is loaded with a module: its imports, and theirs. */
import { resolved, type SourceFile } from "./source-files";
import { type Module, nodesOf, parsed } from "./syntax";

/** Files by their path without its extension, as imports name them. */
export function byImportPath(files: readonly SourceFile[]): Map<string, SourceFile> {
  return new Map(files.map((file) => [file.path.replace(/\.(tsx?|mjs)$/, ""), file]));
}

/**
 * Paths without their extensions, and names of packages. What is imported when it is needed, by
 * `import()`, is left out unless `lazily` asks for it; types always are.
 */
export function reachedFrom(
  module: Module,
  files: Map<string, SourceFile>,
  lazily = false,
  seen = new Set<string>(),
): Set<string> {
  for (const given of importedBy(module, lazily)) {
    const name = resolved(given, module.path).replace(/\.(tsx?|mjs)$/, "");
    const file = files.get(name);
    if (seen.has(name)) continue;
    seen.add(name);
    if (file) reachedFrom(parsed(file), files, lazily, seen);
  }
  return seen;
}

function importedBy({ program }: Module, lazily: boolean): string[] {
  const atOnce = program.body.flatMap((statement) => {
    if (!("source" in statement) || !statement.source) return [];
    const isType =
      ("importKind" in statement && statement.importKind === "type") ||
      ("exportKind" in statement && statement.exportKind === "type");
    return isType ? [] : [statement.source.value];
  });
  if (!lazily) return atOnce;
  const later = nodesOf(program).flatMap((node) =>
    node.type === "ImportExpression" && node.source.type === "Literal"
      ? [String(node.source.value)]
      : [],
  );
  return [...atOnce, ...later];
}
