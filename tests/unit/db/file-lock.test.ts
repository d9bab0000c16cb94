/** The lock between processes: only a lock that somebody holds is waited for. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withFileLock } from "../../../lib/db/file-lock";
import { temporaryDatabase } from "../../support/database";

const { folder } = temporaryDatabase();
const path = (name: string) => join(folder, name);

it.each([
  ["is damaged", (file: string) => writeFileSync(file, "not a database, ".repeat(100))],
  ["is a folder", (file: string) => mkdirSync(file)],
  ["has no folder", () => {}],
])("a lock file that %s is said at once, with its path and what to do", async (words, make) => {
  const file = path(words === "has no folder" ? "none/foyer.db.lock" : `${words}.lock`);
  make(file);
  const began = performance.now();
  const failed = await withFileLock(file, async () => "done").catch((error: Error) => error);
  expect(failed).toMatchObject({ name: "FileLockError", cause: expect.any(Error) });
  expect(String(failed)).toContain(file);
  expect(String(failed)).toContain("start again");
  expect(performance.now() - began).toBeLessThan(5000);
});

it("waits while somebody else has it, and no longer than its maxWait", async () => {
  const file = path("held.lock");
  await withFileLock(file, async () => {
    await expect(withFileLock(file, async () => "done", 200)).rejects.toThrow(
      `Another process has held ${file} for too long. End it and try again.`,
    );
  });
  chmodSync(file, 0o600);
  expect(await withFileLock(file, async () => "done")).toBe("done");
});

it("lets one at a time in", async () => {
  let inside = 0;
  const work = async () => {
    expect(++inside).toBe(1);
    await Promise.resolve();
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => withFileLock(path("turns.lock"), work)));
});

it("is free at once for whoever comes next", async () => {
  for (let n = 1; n <= 20; n++) {
    expect(await withFileLock(path("next.lock"), async () => n, 0)).toBe(n);
  }
});
