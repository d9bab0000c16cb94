/** The mutants that `npm run mutants` tries, by the part of Foyer whose mistake they are. */
import { accessMutants } from "./access";
import type { Mutant } from "./mutant";
import { providerMutants } from "./providers";
import { requestMutants } from "./requests";
import { secretMutants } from "./secrets";

export const mutants: readonly Mutant[] = [
  ...accessMutants,
  ...providerMutants,
  ...requestMutants,
  ...secretMutants,
];
