/** What goes wrong around a server: killed while at work, its database gone or another. */
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, cookieOf, postSignIn, sessionIn } from "../../support/ask";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

const PASSWORD = "a password for tests";
/** Nothing of the inside may be in an answer. */
const INSIDE =
  /\n\s+at |SELECT|SQLITE|prisma|libsql|duckdb|node_modules|foyer\.db|\/tmp\/|\/var\//i;

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("kill -9 in the middle of sign-ins leaves a sound database", async ({ ownServer }) => {
  const first = await ownServer({ folder });
  const attempts = Array.from({ length: 6 }, (_, i) =>
    postSignIn(first, { username: `nobody${i}`, password: "x" }).catch(() => null),
  );
  await Promise.race(attempts);
  await first.stop("SIGKILL");
  await Promise.all(attempts);
  const second = await ownServer({ folder });
  const check = await inDatabase(
    second.databaseFile,
    (db) => db.$queryRaw<{ integrity_check: string }[]>`PRAGMA integrity_check`,
  );
  expect(check).toEqual([{ integrity_check: "ok" }]);
  const answer = await postSignIn(second, { username: "bob", password: PASSWORD });
  expect(answer.status).toBe(200);
});

test("while the database is away everybody is told so, and afterwards all is well", async ({
  ownServer,
}) => {
  const server = await ownServer({ folder });
  const headers = await cookieOf(server, "alice");
  const away = join(folder, "away");
  mkdirSync(away);
  const files = ["foyer.db", "foyer.db-wal", "foyer.db-shm"];
  const move = (from: string, to: string) => {
    for (const name of files) {
      try {
        renameSync(join(from, name), join(to, name));
      } catch {
        // SQLite keeps the latter two only while it has use for them.
      }
    }
  };
  expect((await ask(server, "/dashboards/flights", { headers })).status).toBe(200);

  move(folder, away);
  const html = { ...headers, Accept: "text/html" };
  const page = await ask(server, "/dashboards/flights", { headers: html });
  expect(page.status).toBe(503);
  expect(page.headers.get("content-type")).toContain("text/html");
  const words = await page.text();
  expect(words).not.toMatch(INSIDE);
  expect(words).toContain("Back in a moment");

  const endpoint = await ask(server, "/api/data/flights/days", { headers });
  expect(endpoint.status).toBe(503);
  expect(endpoint.headers.get("content-type")).toBe("application/problem+json");
  const problem = await endpoint.text();
  expect(JSON.parse(problem)).toMatchObject({ status: 503, code: "unavailable" });
  expect(problem).not.toMatch(INSIDE);
  // The reference leads to the cause, in the log.
  await expect.poll(server.output).toContain(JSON.parse(problem).reference);

  for (const Accept of ["application/json", "text/html"]) {
    const right = { username: "alice", password: PASSWORD };
    const signIn = await postSignIn(server, right, { Accept });
    expect(signIn.status).toBe(503);
    const text = await signIn.text();
    expect(text).not.toContain("Wrong username or password");
    expect(text).not.toMatch(INSIDE);
    const signOut = await ask(server, "/logout", {
      method: "POST",
      headers: { ...headers, Accept, Origin: server.url },
    });
    expect(signOut.status).toBe(503);
    expect(await signOut.text()).not.toMatch(INSIDE);
  }
  const health = await ask(server, "/api/health");
  expect(health.status).toBe(503);
  expect(await health.text()).not.toMatch(INSIDE);
  for (const path of ["/", "/login", "/dashboards/climate", "/api/data/climate/co2"]) {
    expect((await ask(server, path, { headers })).status, path).toBe(200);
  }

  move(away, folder);
  expect((await ask(server, "/dashboards/flights", { headers })).status).toBe(200);
  expect((await ask(server, "/api/health")).status).toBe(200);
  expect((await postSignIn(server, { username: "alice", password: PASSWORD })).status).toBe(200);
});

test("another database put in its place is used without a restart", async ({ ownServer }) => {
  const server = await ownServer({ folder });
  const old = await cookieOf(server, "alice");
  const backup = join(folder, "backup.db");
  await inDatabase(server.databaseFile, async (db) => {
    await db.$executeRawUnsafe(`VACUUM INTO '${backup}'`);
  });
  await inDatabase(backup, (db) =>
    db.user.update({ where: { usernameKey: "bob" }, data: { username: "Robert" } }),
  );
  const later = await cookieOf(server, "alice");
  expect((await ask(server, "/account", { headers: later })).status).toBe(200);
  for (const suffix of ["-wal", "-shm"]) rmSync(server.databaseFile + suffix, { force: true });
  copyFileSync(backup, join(folder, "new.db"));
  renameSync(join(folder, "new.db"), server.databaseFile);

  expect((await ask(server, "/account", { headers: old })).status).toBe(200);
  expect((await ask(server, "/account", { headers: later })).status).toBe(307);
  expect((await ask(server, "/api/health")).status).toBe(200);
  const bob = await postSignIn(server, { username: "bob@example.com", password: PASSWORD });
  expect(bob.status).toBe(200);
  const account = await ask(server, "/account", { headers: sessionIn(bob) });
  expect(await account.text()).toContain("Robert");
});
