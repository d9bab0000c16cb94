/** A built project beside this one whose data files may be harmed. */
import { cpSync, linkSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const PARTS = ["lib", "prisma", "scripts", "next.config.ts", "package.json", "tsconfig.json"];
const DATA = "node_modules/vega-datasets";

/**
 * Puts a copy of this project, as built, into an empty folder, and gives the folder of its data
 * files. All other packages are this project's own.
 */
export function copyProject(folder: string): string {
  for (const part of PARTS) cpSync(part, join(folder, part), { recursive: true });
  cpSync(".next", join(folder, ".next"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/^\.next\/(cache|types|diagnostics|lock|trace)/.test(path),
  });
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync("node_modules")) {
    if (name === "vega-datasets") continue;
    symlinkSync(join(process.cwd(), "node_modules", name), join(folder, "node_modules", name));
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
