/** `npm start` and, with `--dev`, `npm run dev`: set up what is missing, then serve. */
import { nodeVersionError } from "./setup/node-version.mjs";

const error = nodeVersionError();
if (error) {
  console.error(error);
  process.exitCode = 1;
} else {
  // Loaded late: an old Node could not even read these.
  import("./setup/start.mjs").then(({ start }) =>
    start({ dev: process.argv.includes("--dev"), built: process.argv.includes("--built") }),
  );
}
