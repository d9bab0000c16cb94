/** Casts that the compiler takes on trust: rather none, and those that remain say why. */
import type { SourceFile } from "./source-files";

/** Casts past the types there are: `as unknown as T`, `as never`, `as any`, `<any>x`, `{any}` in JSDoc. */
const BLIND =
  /\bas\s+(?:unknown\s+as|never|any)\b|(?<![\w)])<(?:any|never)>|@type\s*\{\s*any\s*\}/g;
/** Words enough for a reason. */
const REASON = /\/\/\s*\S+(?:\s+\S+){4,}/;

/** Blind casts without a `//` comment in the lines before them, as `file:line`. */
export function castViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.startsWith("tests/"))
    .flatMap(({ path, text }) => {
      const code = blanked(text, (part) => !/^\/\*[\s\S]*@type/.test(part));
      const lines = blanked(text, (part) => !part.startsWith("/")).split("\n");
      return [...code.matchAll(BLIND)]
        .map(({ index }) => code.slice(0, index).split("\n").length)
        .filter((line) => !lines.slice(Math.max(0, line - 3), line).some((l) => REASON.test(l)))
        .map((line) => `${path}:${line}`);
    });
}

/** The same lines with some of their comments and plain strings, those that `blank` names, left empty. */
function blanked(text: string, blank: (part: string) => boolean): string {
  const pattern = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
  return text.replace(pattern, (part) => (blank(part) ? part.replace(/[^\n]/g, " ") : part));
}
