/** Starting again, stopping, and being killed: nothing is lost, nothing is left behind. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, postSignIn, sessionIn } from "../../support/ask";
import { signInWhileEnding } from "../../support/draining";
import { refusedFoyer, SAMPLE_PASSWORD } from "../../support/foyer";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

test.describe.configure({ timeout: 120_000 });

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const right = { username: "alice", password: SAMPLE_PASSWORD };

test("kill -9 and start again: nothing is lost, no password is shown twice", async ({
  ownServer,
}) => {
  const first = await ownServer({ folder });
  expect(first.output()).toContain("Sample users");
  const headers = sessionIn(await postSignIn(first, right));
  expect((await ask(first, "/account", { headers })).status).toBe(200);
  const counts = () =>
    inDatabase(first.databaseFile, async (db) => ({
      users: await db.user.count(),
      sessions: await db.session.count(),
      events: await db.auditEvent.count(),
    }));
  const before = await counts();
  expect(before).toMatchObject({ users: 4, sessions: 1 });
  await first.stop("SIGKILL");

  const second = await ownServer({ folder });
  expect(await counts()).toEqual(before);
  expect(second.output()).not.toContain("Sample users");
  expect((await ask(second, "/account", { headers })).status).toBe(200);
  const page = await ask(second, "/dashboards/flights", { headers });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('data-testid="username"');
});

test("two starts at once on one new database both serve, with four users", async ({
  ownServer,
}) => {
  const both = await Promise.all([ownServer({ folder }), ownServer({ folder })]);
  for (const server of both) {
    expect((await ask(server, "/api/health")).status).toBe(200);
    const answer = await postSignIn(server, right);
    expect(answer.status).toBe(200);
    // A session made on one is a session on the other.
    const headers = sessionIn(answer);
    for (const other of both) {
      expect((await ask(other, "/account", { headers })).status).toBe(200);
    }
  }
  expect(await inDatabase(both[0].databaseFile, (db) => db.user.count())).toBe(4);
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`${signal} ends it with status 0, requests under way done, nothing new taken`, async ({
    ownServer,
  }) => {
    const foyer = await ownServer({ folder });
    const { answer, status } = await signInWhileEnding(foyer, signal);
    expect(answer).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK[\s\S]*Connection: close/i,
    );
    expect(answer).toContain("foyer.session=");
    expect(status).toBe(0);
  });
}

test("a port that is taken is said in words", async ({ ownServer }) => {
  const foyer = await ownServer();
  const { status, output } = await refusedFoyer({ env: { PORT: new URL(foyer.url).port } });
  expect(output).toContain("is taken by another program");
  expect(output).not.toMatch(/\n\s+at /);
  expect(status).toBe(1);
});

test("X-Forwarded-For is believed from trusted proxies only", async ({ ownServer }) => {
  for (const [TRUSTED_PROXIES, seen] of [
    ["", "127.0.0.1"],
    ["10.0.0.0/8", "127.0.0.1"],
    ["loopback", "198.51.100.7"],
  ] as const) {
    const foyer = await ownServer({ env: { TRUSTED_PROXIES, LOG_LEVEL: "debug" } });
    const { port } = new URL(foyer.url);
    const headers = { "X-Forwarded-For": "203.0.113.9, 198.51.100.7" };
    await fetch(`http://127.0.0.1:${port}/api/health/by-proxy`, { headers });
    const logged = new RegExp(`"path":"/api/health/by-proxy",[^\n]*"address":"${seen}"`);
    await expect.poll(() => foyer.output()).toMatch(logged);
    expect(foyer.output()).not.toContain("203.0.113.9");
    await foyer.stop();
  }
});
