/** Foyer built for a path of its own, in a copy of the project beside the usual build. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const PARTS = [
  ...["app", "components", "lib", "prisma", "scripts", "middleware.ts", "next.config.ts"],
  ...["instrumentation.ts", "package.json", "package-lock.json", "postcss.config.mjs"],
  "tsconfig.json",
];

/**
 * Builds the copy for `prefix`, unless it is built from the same sources already, and gives its
 * folder. It lies inside the project, so that Next.js finds the packages where they are.
 */
export async function buildUnder(prefix: string): Promise<string> {
  const folder = join(process.cwd(), "var", `under${prefix.replaceAll("/", "-")}`);
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) {
    rmSync(join(folder, part), { recursive: true, force: true });
    cpSync(part, join(folder, part), { recursive: true });
  }
  const packages = join(folder, "node_modules");
  if (!existsSync(packages)) symlinkSync(join(process.cwd(), "node_modules"), packages);
  const build = "import('./scripts/setup/prepare.mjs').then((p) => p.ensureBuilt())";
  await promisify(execFile)(process.execPath, ["-e", `${build}.then(() => {})`], {
    cwd: folder,
    env: { ...process.env, SITE_PREFIX: prefix },
  });
  return folder;
}
