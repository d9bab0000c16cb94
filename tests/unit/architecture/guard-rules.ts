/** Nothing can be called from outside without a guard around it. */
import { type SourceFile, withoutComments } from "./source-files";

/** Re-exports next-auth's handler, hardened in lib/auth/endpoint.ts. */
const NEXT_AUTH_ROUTE = "app/api/auth/[...nextauth]/route.ts";
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Pages whose default export is not wrapped where it is exported. */
export function pageFaults(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^app\/(.*\/)?page\.(tsx|ts|mjs)$/.test(path))
    .filter(
      ({ text }) => !/^export default (guardedPage|publicPage)\(/m.test(withoutComments(text)),
    )
    .map(({ path }) => path);
}

/** Methods of endpoints that are not wrapped, as `file: method`. */
export function routeFaults(files: SourceFile[]): string[] {
  return files
    .filter(
      ({ path }) => /^app\/(.*\/)?route\.(ts|tsx|mjs)$/.test(path) && path !== NEXT_AUTH_ROUTE,
    )
    .flatMap(({ path, text }) => {
      const code = withoutComments(text);
      const handlers = METHODS.flatMap((method) => {
        const local = handlerOf(method, code);
        return local === undefined ? [] : [{ method, local }];
      });
      if (handlers.length === 0) return [`${path}: no method found`];
      return handlers
        .filter(({ local }) => !wrapped(local, ["guardedRoute", "publicRoute"]).test(code))
        .map(({ method }) => `${path}: ${method}`);
    });
}

/** Exports of "use server" files that are not wrapped, and actions hidden inside other files. */
export function actionFaults(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^(app|components|lib)\//.test(path))
    .flatMap(({ path, text }) => {
      const code = withoutComments(text);
      if (!/["']use server["']/.test(code)) return [];
      if (!/^\s*["']use server["']/.test(code)) return [`${path}: an action inside of other code`];
      return [...code.matchAll(/^export (?!type |interface )(.*)$/gm)]
        .map((match) => match[1] ?? "")
        .filter((rest) => !/^const \w+ = (guardedAction|publicAction)\(/.test(rest))
        .map((rest) => `${path}: ${rest}`);
    });
}

/** Exported functions of a dashboard's data.ts that don't take whoever asks first. */
export function dataFaults(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^app\/.*\/data\.ts$/.test(path))
    .flatMap(({ path, text }) => {
      const code = withoutComments(text);
      const functions = [
        ...code.matchAll(
          /^export (?:default )?(?:async )?function\*? ?(\w*)(?:<[^(]*>)?\(([^,)]*)/gm,
        ),
        ...code.matchAll(/^export const (\w+)[^=\n]*= (?:async )?\(([^,)]*)/gm),
      ];
      return functions
        .filter((match) => !/^\s*_?\w+: (Viewer|Asker)\b/.test(match[2] ?? ""))
        .map((match) => `${path}: ${match[1]}`);
    });
}

/** The name under which a module exports a method's handler has inside of it. */
function handlerOf(method: string, code: string): string | undefined {
  if (
    new RegExp(`^export (?:const|async function|function|let|var) ${method}\\b`, "m").test(code)
  ) {
    return method;
  }
  const list = new RegExp(`^export \\{[^}]*?(?:(\\w+) as )?\\b${method}\\b[^}]*\\}`, "m").exec(
    code,
  );
  return list ? (list[1] ?? method) : undefined;
}

function wrapped(name: string, guards: string[]): RegExp {
  return new RegExp(`^(?:export )?const ${name} = (${guards.join("|")})\\(`, "m");
}
