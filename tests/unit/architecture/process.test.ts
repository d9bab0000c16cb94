/** One file reads the environment, and what the process shares is kept by one helper. */
import { describe, expect, it } from "vitest";
import { type SourceFile, sourceFiles, withoutComments } from "./source-files";

const APP = /^(app|components|lib|middleware)(\/|\.|$)/;
/** The build writes the prefix of the site into the second, which browsers run as well. */
const MAY_READ_ENVIRONMENT = /^lib\/(config\/env|http\/site-path)\.ts$/;
const PROCESS_STATE = "lib/process/process-state.ts";

/** App code outside of lib/config/env.ts that reads the environment. */
function environmentViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => APP.test(path) && !MAY_READ_ENVIRONMENT.test(path))
    .filter(({ text }) => /\bprocess\s*(\?\.|\.|\[)\s*["'`]?env\b/.test(withoutComments(text)))
    .map(({ path }) => path);
}

/** App code that keeps something on globalThis itself, and names that two places keep something by. */
function sharingViolations(files: SourceFile[]): string[] {
  const ours = files.filter(({ path }) => APP.test(path) && path !== PROCESS_STATE);
  const named = ours.flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(/\bprocessState(?:<[^(]*>)?\(\s*"([^"]+)"/g)].map(
      (match) => ({
        path,
        name: match[1] ?? "",
      }),
    ),
  );
  return [
    ...ours
      .filter(({ text }) => /\bglobalThis\b/.test(withoutComments(text)))
      .map(({ path }) => path),
    ...named
      .filter(({ name }, at) => named.findIndex((other) => other.name === name) !== at)
      .map(({ path, name }) => `${path}: ${name}`),
  ];
}

const files = sourceFiles();
const file = (path: string, text: string) => ({ path, text });

describe("the environment", () => {
  it("is read by lib/config/env.ts alone", () => {
    expect(environmentViolations(files)).toEqual([]);
  });

  it.each(["process.env.PORT", 'process["env"]', "process?.env", "process . env"])(
    "is seen to be read by %s",
    (text) => {
      expect(environmentViolations([file("lib/a.ts", `const a = ${text};`)])).toEqual(["lib/a.ts"]);
      expect(environmentViolations([file("lib/config/env.ts", `const a = ${text};`)])).toEqual([]);
      expect(environmentViolations([file("lib/a.ts", `// ${text}`)])).toEqual([]);
    },
  );
});

describe("what the process shares", () => {
  it("goes through processState(), each name once", () => {
    expect(sharingViolations(files)).toEqual([]);
  });

  it("is seen where it doesn't", () => {
    const kept = 'const a = processState("a", () => new Map<string, number>());';
    expect(sharingViolations([file("lib/a.ts", kept)])).toEqual([]);
    expect(sharingViolations([file("lib/a.ts", kept), file("lib/b.ts", kept)])).toEqual([
      "lib/b.ts: a",
    ]);
    expect(sharingViolations([file("lib/a.ts", "const a = globalThis as { a?: 1 };")])).toEqual([
      "lib/a.ts",
    ]);
  });
});
