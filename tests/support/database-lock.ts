/** Holds a database's write lock from another process, as a stuck tool or a long import would. */
import { spawn } from "node:child_process";
import { once } from "node:events";

/** Takes the lock of a SQLite file; gives what lets it go. `begin` says how it is taken. */
export async function holdDatabase(
  file: string,
  begin = "BEGIN IMMEDIATE",
): Promise<() => Promise<void>> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tests/support/hold-database.ts", file, begin],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), ended]);
  if (child.exitCode !== null) throw new Error(`The lock of ${file} was not to be had.`);
  return async () => {
    child.stdin.end();
    await ended;
  };
}
