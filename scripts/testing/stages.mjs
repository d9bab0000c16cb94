/** The stages of `npm test`, in order: the quick ones first. */
import { mkdirSync, rmSync } from "node:fs";
import { ensureBuilt } from "../setup/prepare.mjs";
import { SetupError, step } from "../setup/progress.mjs";
import { root } from "../setup/root.mjs";
import { runPackage } from "../setup/run.mjs";
import { readyBrowser } from "./browser.mjs";
import { NONE, playwrightCounts, vitestCounts } from "./counts.mjs";

const REPORTS = `${root}/var/reports`;

/** @typedef {import("./counts.mjs").Counts} Counts */

/** @type {Record<string, (args: string[]) => Promise<Counts>>} */
export const stages = {
  lint: () =>
    check("Format and lint", [["@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]]),
  types: () =>
    check("Types", [
      // The types of routes, which a build would also write.
      ["next/dist/bin/next", "typegen"],
      // From scratch: what an earlier run remembers is not always still so.
      ["typescript/bin/tsc", "--project", ".", "--incremental", "false"],
    ]),
  deadcode: () => check("Dead code", [["knip/bin/knip.js"]]),
  unit: async () => {
    const file = freshReport("unit.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const { status } = await runPackage("vitest/vitest.mjs", ["run", ...reporters], { show: true });
    return vitestCounts(file, status);
  },
  e2e: async (args) => {
    const browser = await readyBrowser();
    await ensureBuilt();
    const file = freshReport("e2e.json");
    const { status } = await runPackage("playwright/cli.js", ["test", ...args], {
      show: true,
      env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    });
    return playwrightCounts(file, status);
  },
};

/**
 * A stage without tests: silent when all is well, else it shows what its tools say.
 * @param {string} label
 * @param {string[][]} commands each a script of an installed package and its arguments
 */
async function check(label, commands) {
  await step(label, async () => {
    for (const [script = "", ...args] of commands) {
      const { status, output } = await runPackage(script, args);
      if (status !== 0) throw new SetupError(output.trim());
    }
  });
  return NONE;
}

/** @param {string} name */
function freshReport(name) {
  const file = `${REPORTS}/${name}`;
  mkdirSync(REPORTS, { recursive: true });
  rmSync(file, { force: true });
  return file;
}
