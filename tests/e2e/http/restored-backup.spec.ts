/** A backup put in the database's place while files of the old one are still beside it. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ask, postSignIn, sessionIn } from "../../support/ask";
import { type Foyer, refusedFoyer } from "../../support/foyer";
import { users } from "../../support/server-users";
import { expect, test } from "../../support/test";

test.describe.configure({ timeout: 120_000 });

const right = { username: "alice", password: "a password for tests" };
const ADVICE = "put the backup in place again, and start";

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * By a process of its own, as nothing here opens the database: a connection that this one had closed
 * could still write what is in the -wal into whatever takes the file's place, until its memory is
 * cleared.
 */
async function backUp({ databaseFile }: Foyer): Promise<string> {
  const backup = join(folder, "backup.db");
  const args = ["--import", "tsx", "tests/support/back-up.ts", databaseFile, backup];
  await promisify(execFile)(process.execPath, args);
  return backup;
}

function removeOld({ databaseFile }: Foyer): void {
  for (const suffix of ["-wal", "-shm"]) rmSync(databaseFile + suffix, { force: true });
}

test("copied over it: nothing mixed is served, and the way out is said everywhere", async ({
  ownServer,
}) => {
  const server = await ownServer({ folder });
  const backup = await backUp(server);
  const headers = sessionIn(await postSignIn(server, right));
  copyFileSync(backup, server.databaseFile);

  expect((await ask(server, "/account", { headers })).status).toBe(503);
  expect((await postSignIn(server, right)).status).toBe(503);
  expect((await ask(server, "/api/health")).status).toBe(503);
  await expect.poll(server.output).toContain(ADVICE);
  const command = await users(server, ["list"]);
  expect(command).toMatchObject({ status: 1, output: expect.stringContaining(ADVICE) });
  await server.stop();

  const refused = await refusedFoyer({ folder });
  expect(refused.status).toBe(1);
  expect(refused.output).toContain(ADVICE);
  expect(refused.output).not.toMatch(/\n\s+at /);
  removeOld(server);
  copyFileSync(backup, server.databaseFile);
  const again = await ownServer({ folder });
  expect((await ask(again, "/account", { headers })).status).toBe(307);
  expect((await postSignIn(again, right)).status).toBe(200);
  // Read as bytes: SQLite in this process may still remember the files that were deleted.
  const header = readFileSync(again.databaseFile).subarray(18, 20);
  expect([...header], "WAL mode, for writing and reading").toEqual([2, 2]);
});

test("moved to its place: well again, without a restart, when the old files are gone", async ({
  ownServer,
}) => {
  const server = await ownServer({ folder });
  const backup = await backUp(server);
  const headers = sessionIn(await postSignIn(server, right));
  renameSync(backup, server.databaseFile);

  expect((await ask(server, "/account", { headers })).status).toBe(503);
  expect((await ask(server, "/api/health")).status).toBe(503);
  await expect.poll(server.output).toContain(ADVICE);
  removeOld(server);
  expect((await ask(server, "/account", { headers })).status).toBe(307);
  expect((await postSignIn(server, right)).status).toBe(200);
});

test("put beside what a killed server left, Foyer does not start on it", async ({ ownServer }) => {
  const server = await ownServer({ folder });
  const backup = await backUp(server);
  await postSignIn(server, right);
  await server.stop("SIGKILL");
  copyFileSync(backup, server.databaseFile);
  const { status, output } = await refusedFoyer({ folder });
  expect(output).toContain(ADVICE);
  expect(status).toBe(1);
});
