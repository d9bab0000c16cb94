/** Runs the stages of the tests one after another, stops at the first that fails, and counts. */
import { ensureGenerated, ensureInstalled } from "../setup/prepare.mjs";
import { giveUp } from "../setup/progress.mjs";
import { root } from "../setup/root.mjs";
import { closingLine } from "./counts.mjs";
import { stages } from "./stages.mjs";

/** @param {string[]} args */
export async function test(args) {
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  const chosen = args
    .find((arg) => arg.startsWith("--only="))
    ?.slice("--only=".length)
    .split(",");
  const forBrowserTests = args.filter((arg) => !arg.startsWith("--only="));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    await ensureInstalled();
    await ensureGenerated();
    for (const [name, stage] of Object.entries(stages)) {
      if (chosen && !chosen.includes(name)) continue;
      const result = await stage(forBrowserTests);
      counts.passed += result.passed;
      counts.failed += result.failed;
      counts.skipped += result.skipped;
      if (result.failed > 0) break;
    }
  } catch (error) {
    giveUp(error);
    counts.failed += 1;
  }
  process.exitCode = counts.failed > 0 ? 1 : 0;
  console.log(closingLine(counts));
}
