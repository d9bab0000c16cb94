/** A built project beside this one: its data files may be harmed, its packages left out. */
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

const PARTS = [
  ".compiled",
  "lib",
  "prisma",
  "scripts",
  "next.config.ts",
  "package.json",
  "tsconfig.json",
];
const DATA = "node_modules/vega-datasets";

/**
 * Puts a copy of this project, as built, into an empty folder, and gives the folder of its data
 * files. All other packages are this project's own; with `toServe` those that only builds and
 * tests need are left out, as `npm prune --omit=dev` does.
 */
export function copyProject(folder: string, { toServe = false } = {}): string {
  for (const part of PARTS) cpSync(part, join(folder, part), { recursive: true });
  cpSync(".next", join(folder, ".next"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/^\.next\/(cache|types|diagnostics|lock|trace)/.test(path),
  });
  mkdirSync(join(folder, "node_modules"));
  for (const name of toServe ? packagesToServe() : readdirSync("node_modules")) {
    if (name === "vega-datasets") continue;
    const target = join(folder, "node_modules", name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(process.cwd(), "node_modules", name), target);
  }
  cpSync(DATA, join(folder, DATA), {
    recursive: true,
    filter: (path) => !path.startsWith(join(DATA, "data/")),
  });
  const data = join(folder, DATA, "data");
  mkdirSync(data, { recursive: true });
  for (const name of readdirSync(join(DATA, "data"))) {
    try {
      linkSync(join(DATA, "data", name), join(data, name));
    } catch {
      // Another file system, which has no hard links to this one.
      cpSync(join(DATA, "data", name), join(data, name));
    }
  }
  return data;
}

/** Names of the installed packages that are no development dependency of anything. */
function packagesToServe(): string[] {
  const installed: Record<string, { dev?: boolean; devOptional?: boolean }> = JSON.parse(
    readFileSync("node_modules/.package-lock.json", "utf8"),
  ).packages;
  return Object.entries(installed)
    .filter(([path, { dev, devOptional }]) => !dev && !devOptional && !nested(path))
    .map(([path]) => path.slice("node_modules/".length));
}

const nested = (path: string) => path.lastIndexOf("node_modules/") > 0;
