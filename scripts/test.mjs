/** `npm test`: everything that can be checked. `--only=unit,e2e` picks stages; the rest goes to Playwright. */
import { nodeVersionFault } from "./setup/node-version.mjs";

const fault = nodeVersionFault();
if (fault) {
  console.error(`${fault}\n0 passed, 1 failed`);
  process.exitCode = 1;
} else {
  // Loaded late: an old Node could not even read these.
  import("./testing/test.mjs").then(({ test }) => test(process.argv.slice(2)));
}
