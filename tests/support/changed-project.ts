/** Foyer built from a changed copy of its sources. */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const PARTS = [
  ".compiled",
  "app",
  "components",
  "instrumentation.ts",
  "lib",
  "middleware.ts",
  "prisma",
  "scripts",
  "next.config.ts",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** What a test that builds may take, in milliseconds. */
export const BUILD_TIME = 300_000;

/**
 * Copies the project, lets `change` at the copy, builds it, and gives its folder. That lies inside
 * the project, so that Next.js finds the packages where they are; it is made anew each time.
 */
export async function buildChanged(
  name: string,
  change: (folder: string) => void,
): Promise<string> {
  const folder = join(process.cwd(), "var", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  change(folder);
  const next = join(process.cwd(), "node_modules/next/dist/bin/next");
  await promisify(execFile)(process.execPath, [next, "build"], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  return folder;
}
