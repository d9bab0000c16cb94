/** `npm run sso-demo`: a local OpenID provider, and Foyer set up for it. */
import { nodeVersionError } from "./setup/node-version.mjs";

const error = nodeVersionError();
if (error) {
  console.error(error);
  process.exitCode = 1;
} else {
  // Loaded late: an old Node could not even read it.
  import("./sso-demo/demo.mjs").then(({ demo }) => demo(process.argv.slice(2)));
}
