/** `npm run bench`: measurements, side by side in one run. They are no tests: nothing passes or fails. */
import { ensureGenerated, ensureInstalled } from "./setup/prepare.mjs";
import { giveUp } from "./setup/progress.mjs";
import { runPackage } from "./setup/run.mjs";

try {
  await ensureInstalled();
  await ensureGenerated();
  const args = ["bench", "--run", ...process.argv.slice(2)];
  const { status } = await runPackage("vitest/vitest.mjs", args, { show: true });
  process.exitCode = status;
} catch (error) {
  giveUp(error);
}
