/** The project's own source files. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

export interface SourceFile {
  /** From the project's folder, with slashes. */
  path: string;
  text: string;
}

const FOLDERS = ["app", "components", "lib", "prisma", "scripts", "tests"];
const SOURCE = /\.([cm]?[jt]s|[jt]sx)$/;

/** All source files but generated ones. */
export function sourceFiles(): SourceFile[] {
  const atRoot = readdirSync(".").filter((name) => SOURCE.test(name) && name !== "next-env.d.ts");
  const paths = [...FOLDERS.flatMap(under), ...atRoot];
  return paths
    .filter((path) => SOURCE.test(path) && !path.startsWith("lib/db/generated/"))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

function under(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"));
}

/** Code alone: comments say what they like. Slashes inside of strings, as in `https://`, stay. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

/** An import's path from the project's folder, or the name of a package. */
export function resolved(name: string, from: string): string {
  if (name.startsWith("@/")) return name.slice(2);
  return name.startsWith(".") ? posix.join(posix.dirname(from), name) : name;
}
