/** Where the data files are: the folder of the vega-datasets package. */
import "server-only";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The absolute folder of the data files. Throws when the package is not installed. */
export function dataFolder(): string {
  // From the project's root, not from this module: a bundle lies elsewhere than its source.
  const require = createRequire(join(process.cwd(), "package.json"));
  return join(dirname(require.resolve("vega-datasets")), "..", "data");
}
