/**
 * An import of 5,000 people, and how long others wait for the write lock meanwhile:
 * `npx tsx tests/bench/import-lock.ts [folder]`. The import runs in a process of its own, as
 * `npm run users -- import` does; writers here take the lock for a moment, again and again. Measures
 * the sources in `folder` (this project when left out), to compare two versions.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { awaitWritable, closeDatabase } from "../../lib/db/client";
import { migrate } from "../../lib/db/migrate";

const PEOPLE = 5_000;
const TIMES = 5;
/** Between two writes, in milliseconds: others' turn. */
const BETWEEN = 5;

const [project = process.cwd()] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "foyer-bench-"));
process.env.NEXTAUTH_SECRET = "a secret for measurements, 0123456789";
process.env.DATABASE_URL = `file:${join(folder, "foyer.db")}`;
process.env.LOG_LEVEL = "silent";

/** Imports people of new names; gives the longest wait of a writer, in milliseconds. */
async function longestWait(run: number): Promise<{ idle: number; during: number; took: number }> {
  const file = join(folder, "people.csv");
  const hash = `$2b$12$${"a".repeat(53)}`;
  const lines = Array.from(
    { length: PEOPLE },
    (_, i) => `p${run}x${i},p${run}x${i}@example.org,${hash},many;team-${i % 20}`,
  );
  writeFileSync(file, `username,email,password_hash,groups\n${lines.join("\n")}\n`);
  const worst = async (until: Promise<unknown>) => {
    let [longest, over] = [0, false];
    void until.then(() => {
      over = true;
    });
    while (!over) {
      const began = performance.now();
      await awaitWritable();
      longest = Math.max(longest, performance.now() - began);
      await pause(BETWEEN);
    }
    return Math.round(longest);
  };
  const idle = await worst(pause(2_000));
  const began = performance.now();
  const child = spawn(process.execPath, ["scripts/users.mjs", "import", file], {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const during = await worst(once(child, "exit"));
  const took = Math.round(performance.now() - began);
  if (child.exitCode !== 0) throw new Error("The import failed.");
  return { idle, during, took };
}

try {
  await migrate();
  for (let run = 0; run < TIMES; run++) {
    const { idle, during, took } = await longestWait(run);
    console.log(
      `a writer's longest wait: ${idle} ms idle, ${during} ms during an import of ${took} ms`,
    );
  }
} finally {
  await closeDatabase();
  rmSync(folder, { recursive: true, force: true });
}
