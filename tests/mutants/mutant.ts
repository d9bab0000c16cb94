/** What a mutant is: one mistake in a line that security rests on, and the fast tests that must see it. */
import { readFileSync } from "node:fs";

export interface Mutant {
  /** What somebody could then do, or could no longer do. */
  name: string;
  /** Path of the source file, from the project's folder. */
  file: string;
  /** Text that stands once in that file, and the mistake in its place. */
  from: string;
  to: string;
  /** Unit tests that are to fail, as paths or beginnings of paths. */
  tests: readonly string[];
}

/** The source with the mistake in it. Throws when its text does not stand there exactly once. */
export function mutated({ name, file, from, to }: Mutant, source: string): string {
  const [before = "", after, ...more] = source.split(from);
  if (after === undefined || more.length > 0) {
    throw new Error(`The mutant «${name}» needs this text once in ${file}:\n${from}`);
  }
  return `${before}${to}${after}`;
}

/** The mutant's source file as it is, read from the project's folder. */
export function sourceOf({ file }: Mutant, root: string): string {
  return readFileSync(`${root}/${file}`, "utf8");
}
