/** Who imports whom, read from syntax trees: types, re-exports and import() included. */
import { posix } from "node:path";
import { parseSync } from "oxc-parser";
import type { SourceFile } from "./source-files";

export interface Import {
  /** A file, from the project's folder. */
  from: string;
  /** A file from the project's folder, `node_modules/<package>/…`, or as written when there is no such file. */
  to: string;
}

const ENDINGS = ["", ".ts", ".tsx", ".mjs", ".d.ts", "/index.ts"];

/** All imports of these files, which are all that there are. */
export function importsIn(files: readonly SourceFile[]): Import[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file) =>
    namesIn(file).map((name) => ({ from: file.path, to: resolved(paths, file.path, name) })),
  );
}

function namesIn({ path, text }: SourceFile): string[] {
  const { module } = parseSync(path, text);
  const written = module.dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  );
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  return [...new Set([...imported, ...exported, ...written])];
}

function resolved(paths: ReadonlySet<string>, from: string, name: string): string {
  if (!name.startsWith("@/") && !name.startsWith(".")) {
    return name.startsWith("node:") ? name : `node_modules/${name}`;
  }
  const path = name.startsWith("@/") ? name.slice(2) : posix.join(posix.dirname(from), name);
  if (/^lib\/db\/generated\/|\.(css|json|woff2)$/.test(path)) return path;
  return ENDINGS.map((ending) => path + ending).find((file) => paths.has(file)) ?? name;
}

/** Groups of files that lead back to themselves (strongly connected components, by Tarjan). */
export function circlesIn(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    order.set(file, order.size);
    lowest.set(file, order.size - 1);
    path.push(file);
    for (const to of targets.get(file) ?? []) {
      const reached = !order.has(to) ? visit(to) : path.includes(to) ? (order.get(to) ?? 0) : null;
      if (reached !== null) lowest.set(file, Math.min(lowest.get(file) ?? 0, reached));
    }
    const low = lowest.get(file) ?? 0;
    if (low === order.get(file)) {
      const group = path.splice(path.indexOf(file));
      if (group.length > 1 || targets.get(file)?.includes(file)) circles.push(group.sort());
    }
    return low;
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return circles;
}
