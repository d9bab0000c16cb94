/** Foyer built from a copy of its sources in which middleware.ts is missing. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const PARTS = [
  ".compiled",
  "app",
  "components",
  "lib",
  "prisma",
  "scripts",
  "next.config.ts",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/**
 * Builds the copy and gives its folder. It lies inside the project, so that Next.js finds the
 * packages where they are; it is made anew each time.
 */
export async function buildWithoutMiddleware(): Promise<string> {
  const folder = join(process.cwd(), "var", "without-middleware");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  if (existsSync(join(folder, "middleware.ts"))) throw new Error("middleware.ts was copied");
  const next = join(process.cwd(), "node_modules/next/dist/bin/next");
  await promisify(execFile)(process.execPath, [next, "build"], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  return folder;
}
