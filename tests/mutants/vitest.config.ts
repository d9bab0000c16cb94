/** The unit tests over a source with one mistake in it: the mutant whose place in the list MUTANT gives. */
import { mergeConfig } from "vitest/config";
import unitTests from "../../vitest.config";
import { mutated } from "./mutant";
import { mutants } from "./mutants";

const root = process.cwd();
const mutant = mutants[Number(process.env.MUTANT)];
if (!mutant) throw new Error(`MUTANT must be a place in the list: ${process.env.MUTANT}`);

export default mergeConfig(unitTests, {
  // The mistake is made while the file is loaded: nothing on the disk changes.
  plugins: [
    {
      name: "mutant",
      enforce: "pre",
      transform: (code: string, id: string) =>
        id.split("?")[0] === `${root}/${mutant.file}` ? mutated(mutant, code) : null,
    },
  ],
  test: { bail: 1 },
});
