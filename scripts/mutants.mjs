/** `npm run mutants`: makes one mistake at a time in lines that security rests on; a fast test must see each. */
import { ensureGenerated, ensureInstalled } from "./setup/prepare.mjs";
import { giveUp } from "./setup/progress.mjs";
import { runPackage } from "./setup/run.mjs";

try {
  await ensureInstalled();
  await ensureGenerated();
  const { status } = await runPackage("tsx/dist/cli.mjs", ["tests/mutants/run.ts"], { show: true });
  process.exitCode = status;
} catch (error) {
  giveUp(error);
}
