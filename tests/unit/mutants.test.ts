/** The mutants of `npm run mutants` still fit the sources they are mistakes in. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mutated, sourceOf } from "../mutants/mutant";
import { mutants } from "../mutants/mutants";

const root = process.cwd();

describe("the list of mutants", () => {
  it("names each once", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))("%s", (_, mutant) => {
    const source = sourceOf(mutant, root);
    expect(mutated(mutant, source)).not.toBe(source);
    expect(mutant.tests.filter((file) => !existsSync(`${root}/${file}`))).toEqual([]);
  });
});
