/** Files are small, and say first what they are for. */
import { expect, it } from "vitest";
import { sourceFiles } from "./source-files";

const files = sourceFiles();
const LONGEST = 250;

it(`no file has more than ${LONGEST} lines`, () => {
  const long = files.filter(({ text }) => text.trimEnd().split("\n").length > LONGEST);
  expect(long.map(({ path }) => path)).toEqual([]);
});

it("each begins with a sentence that says what it is for", () => {
  const silent = files.filter(
    // Directives for the bundler have to come first.
    ({ text }) =>
      !/^(#!.*\n|["']use (client|server)["'];\n+)*\/\*\* \S/.test(text) &&
      !/^\/\*\*\n \* \S/.test(text),
  );
  expect(silent.map(({ path }) => path)).toEqual([]);
});

it("none silences the compiler or the linter", () => {
  const marks = [
    "@ts-" + "ignore",
    "@ts-" + "expect-error",
    "@ts-" + "nocheck",
    "biome-" + "ignore",
  ];
  const silencing = files.filter(({ text }) => marks.some((mark) => text.includes(mark)));
  expect(silencing.map(({ path }) => path)).toEqual([]);
});
