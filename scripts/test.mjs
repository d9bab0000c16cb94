/** `npm test`: everything that can be checked. `--only=unit,e2e` picks stages; the rest goes to Playwright. */
import { nodeVersionError } from "./setup/node-version.mjs";

const error = nodeVersionError();
if (error) {
  console.error(`${error}\n0 passed, 1 failed`);
  process.exitCode = 1;
} else {
  // Loaded late: an old Node could not even read these.
  import("./testing/test.mjs").then(({ test }) => test(process.argv.slice(2)));
}
