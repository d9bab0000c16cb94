/** What was made from the same files is not made again, and half of it counts as not made. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { filesUnder, fingerprint, isStamped, makeStamped } from "@/scripts/setup/fingerprint.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foyer-stamp-"));
  writeFileSync(join(folder, "a.ts"), "one");
  writeFileSync(join(folder, "b.ts"), "two");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = (...words: string[]) =>
  fingerprint(
    filesUnder(folder, (path) => path.endsWith("stamp")),
    words,
  );

it("is the same for the same files and words, whatever the order", () => {
  const files = filesUnder(folder, () => false);
  expect(fingerprint(files, ["20"])).toBe(fingerprint([...files].reverse(), ["20"]));
});

it("changes with content, names, places of content, and words", () => {
  const seen = [now("20"), now("24")];
  writeFileSync(join(folder, "a.ts"), "one more");
  seen.push(now("20"));
  renameSync(join(folder, "a.ts"), join(folder, "c.ts"));
  seen.push(now("20"));
  writeFileSync(join(folder, "c.ts"), "on");
  writeFileSync(join(folder, "b.ts"), "e moretwo");
  seen.push(now("20"));
  expect(new Set(seen).size).toBe(seen.length);
});

it("is stamped once it is made, and no longer when its inputs change", async () => {
  const stamp = join(folder, "stamp");
  expect(isStamped(stamp, now())).toBe(false);
  await makeStamped(stamp, now(), async () => {});
  expect(isStamped(stamp, now())).toBe(true);
  writeFileSync(join(folder, "a.ts"), "changed");
  expect(isStamped(stamp, now())).toBe(false);
});

it("is not stamped while it is being made, nor when that fails", async () => {
  const stamp = join(folder, "stamp");
  await makeStamped(stamp, now(), async () => {});
  const failing = makeStamped(stamp, now(), async () => {
    expect(isStamped(stamp, now())).toBe(false);
    throw new Error("interrupted");
  });
  await expect(failing).rejects.toThrow("interrupted");
  expect(isStamped(stamp, now())).toBe(false);
});
