/** The packages: pinned, complete for every system, and tied to no registry. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Locked {
  version?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const manifest: Record<string, Record<string, string>> = JSON.parse(
  readFileSync("package.json", "utf8"),
);
const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
);

it("package.json names exact versions", () => {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([]);
});

it("package-lock.json names no registry", () => {
  const addressed = Object.entries(lock.packages).filter(([, { resolved }]) => resolved);
  expect(addressed.map(([path]) => path)).toEqual([]);
  expect(readFileSync(".npmrc", "utf8")).toMatch(/^omit-lockfile-registry-resolved=true$/m);
});

it("package-lock.json has the packages of all systems, or npm ci refuses it", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !found(path, name)),
  );
  expect(missing).toEqual([]);
});

it("no package may run a script when it is installed", () => {
  expect(readFileSync(".npmrc", "utf8")).toMatch(/^ignore-scripts=true$/m);
});

/** Whether a package that `from` depends on is in the lockfile, beside it or further up. */
function found(from: string, name: string): boolean {
  if (lock.packages[`${from ? `${from}/` : ""}node_modules/${name}`]) return true;
  return from !== "" && found(from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name);
}
