/** The audit log holds what was done and what was refused, in few rows. */
import { ask, cookieIn, cookieOf, postSignIn } from "../../support/ask";
import { newPerson } from "../../support/new-person";
import { users } from "../../support/server-users";
import { inDatabase, newSession } from "../../support/sign-in";
import { expect, test } from "../../support/test";

interface Server {
  databaseFile: string;
}
type Where = {
  action?: string;
  subject?: string | null;
  actor?: string;
  detail?: { contains: string };
};

function rowsOf(server: Server, where: Where) {
  return inDatabase(server.databaseFile, async (db) => {
    const rows = await db.auditEvent.findMany({ where, orderBy: { id: "asc" } });
    return rows.map(({ count, detail, outcome, via }) => ({
      count,
      outcome,
      via,
      detail: detail ?? "",
    }));
  });
}

async function countsOf(server: Server, where: Where) {
  const rows = await rowsOf(server, where);
  // A minute may end between two of them.
  return { few: rows.length <= 2, total: rows.reduce((sum, { count }) => sum + count, 0) };
}

test("pages, data and actions that are refused", async ({ server }) => {
  const { username } = await newPerson(server);
  const headers = { Cookie: `foyer.session=${await newSession(server.databaseFile, username)}` };
  for (let i = 0; i < 30; i++) {
    expect((await ask(server, "/dashboards/markets", { headers })).status).toBe(403);
    expect((await ask(server, "/api/data/markets/prices?x=1", { headers })).status).toBe(403);
  }
  for (const path of ["/dashboards/markets", "/api/data/markets/prices"]) {
    const where = { action: "access.refused", actor: username, detail: { contains: `"${path}"` } };
    await expect.poll(() => countsOf(server, where)).toEqual({ few: true, total: 30 });
    expect((await rowsOf(server, where))[0]?.detail).toContain('"forbidden"');
  }
});

test("requests from another site", async ({ server }) => {
  const path = `/logout?${Math.random()}`;
  const headers = { ...(await cookieOf(server, "carol")), Origin: "https://evil.example" };
  const before = await countsOf(server, { detail: { contains: "cross-site" } });
  for (let i = 0; i < 10; i++) {
    expect((await ask(server, path, { method: "POST", headers })).status).toBe(403);
  }
  await expect
    .poll(async () => (await countsOf(server, { detail: { contains: "cross-site" } })).total)
    .toBeGreaterThanOrEqual(before.total + 10);
});

test("commands that are refused", async ({ server }) => {
  const { username } = await newPerson(server);
  expect(
    (await users(server, ["add", username, "--password-stdin"], "rumba tinfoil lantern")).status,
  ).toBe(1);
  expect((await users(server, ["remove", "nobody@example.com", "--yes"])).status).toBe(1);
  const [taken] = await rowsOf(server, { action: "command.refused", subject: username });
  expect(taken).toMatchObject({ outcome: "failure", via: "command line" });
  expect(taken?.detail).toContain('"code":"add"');
  const unknown = await rowsOf(server, { action: "command.refused", subject: null });
  expect(JSON.stringify(unknown)).toContain("remove");
  expect(JSON.stringify([taken, unknown])).not.toMatch(/nobody@|rumba/);
});

test("sign-ins and sign-outs are there with what they tell of", async ({ server }) => {
  const { username, password } = await newPerson(server);
  const { databaseFile } = server;
  // Written together or not at all: where the log can't be written, nobody comes in or goes.
  const refuse = (when: string) =>
    inDatabase(databaseFile, (db) =>
      db.$executeRawUnsafe(
        `CREATE TRIGGER "refuse-${username}" BEFORE INSERT ON "AuditEvent" WHEN ${when} AND NEW."subject" = '${username}' BEGIN SELECT RAISE(ABORT, 'no'); END`,
      ),
    );
  const allow = () =>
    inDatabase(databaseFile, (db) => db.$executeRawUnsafe(`DROP TRIGGER "refuse-${username}"`));
  const sessions = () =>
    inDatabase(databaseFile, (db) => db.session.count({ where: { user: { username } } }));

  await refuse(`NEW."action" = 'session.started'`);
  expect((await postSignIn(server, { username, password })).status).toBeGreaterThanOrEqual(500);
  expect(await sessions()).toBe(0);
  await allow();
  const signedIn = await postSignIn(server, { username, password });
  expect([signedIn.status, await sessions()]).toEqual([200, 1]);
  const Cookie = `foyer.session=${cookieIn(signedIn, "foyer.session")}`;
  const signOut = () =>
    ask(server, "/logout", { method: "POST", headers: { Cookie, Origin: server.url } });
  await refuse(`NEW."action" = 'session.ended'`);
  expect((await signOut()).status).toBeGreaterThanOrEqual(500);
  expect(await sessions()).toBe(1);
  await allow();
  expect([(await signOut()).status, await sessions()]).toEqual([303, 0]);
  const done = await rowsOf(server, { subject: username });
  expect(done.map(({ outcome }) => outcome)).toEqual(["success", "success"]);
});
