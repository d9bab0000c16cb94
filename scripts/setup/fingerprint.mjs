/** Fingerprints of files: what was made from the same ones need not be made again. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./root.mjs";

/**
 * SHA-256 over names and contents of files, and over some words, hex.
 * @param {string[]} files absolute paths
 * @param {string[]} words
 */
export function fingerprint(files, words) {
  const hash = createHash("sha256").update(JSON.stringify(words));
  for (const file of [...files].sort()) {
    const content = readFileSync(file);
    hash.update(`\n${relative(root, file)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/**
 * All files under a folder, but for those whose path (from the project's folder) is left out.
 * @param {string} folder
 * @param {(path: string) => boolean} leftOut
 * @returns {string[]}
 */
export function filesUnder(folder, leftOut) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (leftOut(relative(root, path).replaceAll("\\", "/"))) return [];
    if (entry.isDirectory()) return filesUnder(path, leftOut);
    return entry.isFile() ? [path] : [];
  });
}

/**
 * Makes something unless it was made from the same inputs before. The stamp goes first and comes
 * back last, so that what was interrupted counts as not made.
 * @param {string} stamp file that keeps the fingerprint of what was made
 * @param {string} wanted
 * @param {() => Promise<void>} make
 */
export async function makeStamped(stamp, wanted, make) {
  rmSync(stamp, { force: true });
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/**
 * @param {string} stamp
 * @param {string} wanted
 */
export function isStamped(stamp, wanted) {
  try {
    return readFileSync(stamp, "utf8") === wanted;
  } catch {
    return false;
  }
}
