/** Casts that lie: none in what runs, but for those that say why. */
import { describe, expect, it } from "vitest";
import { castViolations } from "./cast-rules";
import { sourceFiles } from "./source-files";

const inFile = (text: string, path = "lib/a.ts") => castViolations([{ path, text }]);

it("every blind cast says why it is there", () => {
  expect(castViolations(sourceFiles())).toEqual([]);
});

describe("castViolations", () => {
  it.each([
    "const a = b as unknown as C;",
    "const a = b as  unknown\n  as C;",
    "const a = f(b as never);",
    "const a = b as any;",
    "const a = <any>b;",
    "const a = <never>(b);",
    "const a = /** @type {any} */ (b);",
    "// why\nconst a = b as never;",
    "/** A docstring of the function, which is of no use here. */\nconst a = b as never;",
    "// A comment that says a lot about another line.\n\n\n\nconst a = b as never;",
    'const a = "// a text that says no reason" + (b as never);',
  ])("notices %j", (text) => {
    expect(inFile(text)).toHaveLength(1);
  });

  it.each([
    "// The library's types lack what it gives here.\nconst a = b as unknown as C;",
    "const a = b as never; // The library's types lack what it takes.",
    "// It is never the same as any other.",
    "/* b as unknown as C */",
    'const a = "as never before";',
    "const a = b as C;",
    "const limit = new Promise<never>(() => {});",
  ])("lets %j pass", (text) => {
    expect(inFile(text)).toEqual([]);
  });

  it("names file and line", () => {
    expect(inFile("const a = 1;\nconst b = a as never;", "app/b.ts")).toEqual(["app/b.ts:2"]);
  });

  it("leaves tests alone: what they send wrongly on purpose is their matter", () => {
    expect(inFile("const a = b as never;", "tests/unit/a.test.ts")).toEqual([]);
  });
});
