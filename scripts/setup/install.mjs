/** Installs the packages that package-lock.json names, if they aren't there. */
import { existsSync, readFileSync } from "node:fs";
import { SetupError, step } from "./progress.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, devOptional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Package */

/**
 * Whether all that the lockfile asks for on this machine is installed. npm writes what it
 * installed into a lockfile of its own, at the very end: an interrupted install has none.
 * @param {{ toServe?: boolean }} [options] `toServe`: what builds and tests need may be missing
 */
export function isInstalled({ toServe = false } = {}) {
  const wanted = packagesIn(`${root}/package-lock.json`);
  const present = packagesIn(`${root}/node_modules/.package-lock.json`);
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, of]) => {
    const found = present[path];
    if (found)
      return found.version === of.version && (!of.integrity || found.integrity === of.integrity);
    if (toServe && (of.dev || of.devOptional)) return true;
    return path === "" || (of.optional === true && !isForThisMachine(of));
  });
}

/** Installs with `npm ci`. Throws {@link SetupError} with what to do. */
export async function install() {
  await step("Installing packages (a minute or so the first time)", async () => {
    // Tools for tests come along even where NODE_ENV says production: the two commands share them.
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    const npm = process.env.npm_execpath;
    const { status, output } = npm?.endsWith("npm-cli.js")
      ? await run(process.execPath, [npm, ...args])
      : await run("npm", args);
    if (status === 0) return;
    throw new SetupError(
      `${output.trim()}\n\nThe packages could not be installed. Check that this machine reaches an npm ` +
        "registry (npm config get registry) and has room on its disk, then run the same command again.",
    );
  });
}

/**
 * @param {string} file
 * @returns {Record<string, Package> | undefined}
 */
function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

/**
 * Packages with prebuilt programs are optional, each for one system; ours must be there. Those that
 * also depend on the C library are not judged: npm knows it, and this script can't cheaply.
 * @param {Package} of
 */
function isForThisMachine({ os, cpu, libc }) {
  if (!os || !cpu || libc) return false;
  return os.includes(process.platform) && cpu.includes(process.arch);
}
