/** Tries every mutant against its tests, two at a time, and says which ones no test noticed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/setup/root.mjs";
import { runPackage } from "../../scripts/setup/run.mjs";
import { vitestCounts } from "../../scripts/testing/counts.mjs";
import type { Mutant } from "./mutant";
import { mutants } from "./mutants";

const AT_ONCE = 2;
const reports = mkdtempSync(join(tmpdir(), "foyer-mutants-"));

/** Runs unit tests; `failed` counts tests that ran and failed, `broken` that some could not even run. */
async function run(name: string, tests: readonly string[], config: string[], env = {}) {
  const file = join(reports, `${name}.json`);
  const args = ["run", ...config, "--reporter=json", `--outputFile.json=${file}`, ...tests];
  const { status, output } = await runPackage("vitest/vitest.mjs", args, { env });
  const { passed, failed } = vitestCounts(file, 0);
  return { passed, failed, broken: status !== 0 && failed === 0, output };
}

/** Throws unless the tests pass as things are: a test that fails anyway notices nothing. */
async function checkTestsPass(): Promise<void> {
  const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))];
  const { passed, failed, broken, output } = await run("none", tests, []);
  if (failed > 0 || broken) throw new Error(`Without a mutant, tests fail:\n${output}`);
  console.log(`${passed} tests pass as things are; ${mutants.length} mistakes to notice.`);
}

async function isKilled(mutant: Mutant, at: number): Promise<boolean> {
  const config = ["--config", "tests/mutants/vitest.config.ts", "--root", root];
  const begun = performance.now();
  const result = await run(String(at), mutant.tests, config, { MUTANT: String(at) });
  if (result.broken) throw new Error(`«${mutant.name}» does not even load:\n${result.output}`);
  const killed = result.failed > 0;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${killed ? "killed  " : "SURVIVED"} ${seconds.padStart(5)} s  ${mutant.name}`);
  return killed;
}

try {
  await checkTestsPass();
  const waiting = [...mutants.entries()];
  const survivors: Mutant[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, mutant] = next;
      if (!(await isKilled(mutant, at))) survivors.push(mutant);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  console.log(`${mutants.length - survivors.length} of ${mutants.length} killed.`);
  if (survivors.length > 0) process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
