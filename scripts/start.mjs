/** `npm start` and, with `--dev`, `npm run dev`: set up what is missing, then serve. */
import { nodeVersionFault } from "./setup/node-version.mjs";

const fault = nodeVersionFault();
if (fault) {
  console.error(fault);
  process.exitCode = 1;
} else {
  // Loaded late: an old Node could not even read these.
  import("./setup/start.mjs").then(({ start }) =>
    start({ dev: process.argv.includes("--dev"), built: process.argv.includes("--built") }),
  );
}
