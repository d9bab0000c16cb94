/** `npm run users` beside a running server: what it changes holds from the next request on. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, postSignIn, sessionIn } from "../../support/ask";
import { users } from "../../support/server-users";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

const PASSWORD = "an owl counts nine lanterns";
type Server = { url: string; databaseFile: string };

// Each command starts a process, which takes seconds on a busy machine.
test.describe.configure({ timeout: 120_000 });

/** A name nobody else uses on the server that tests share. */
let dave: string;
test.beforeEach(({ browserName: _ }, testInfo) => {
  dave = `dave-${testInfo.testId.slice(-6)}${Date.now().toString(36)}`;
});

async function addDave(server: Server, ...args: string[]): Promise<void> {
  const { status, output } = await users(
    server,
    ["add", dave, ...args, "--password-stdin"],
    PASSWORD,
  );
  expect(output).toContain(`Added ${dave}`);
  expect(status).toBe(0);
}

/** Signs in and gives what to send from then on. */
async function signedIn(server: Server, username = dave, password = PASSWORD) {
  const answer = await postSignIn(server, { username, password });
  expect(answer.status).toBe(200);
  return sessionIn(answer);
}

const statusOf = async (server: Server, path: string, headers: Record<string, string>) =>
  (await ask(server, path, { headers })).status;

test("somebody added sees what is theirs at once", async ({ server }) => {
  await addDave(server, "--group", "finance", "--email", `${dave}@example.com`);
  const headers = await signedIn(server, dave.toUpperCase());
  expect(await statusOf(server, "/dashboards/markets", headers)).toBe(200);
  expect(await statusOf(server, "/api/data/markets/index", headers)).toBe(200);
  expect(await statusOf(server, "/dashboards/flights", headers)).toBe(403);
  const index = await (await ask(server, "/dashboards", { headers })).text();
  expect(index).toContain('href="/dashboards/markets"');
  expect(index).not.toContain('href="/dashboards/flights"');
});

test("groups taken and given hold from the next request", async ({ server }) => {
  await addDave(server, "--group", "finance");
  const headers = await signedIn(server);
  expect(await statusOf(server, "/dashboards/markets", headers)).toBe(200);
  expect((await users(server, ["set-groups", dave, "analysts"])).status).toBe(0);
  expect(await statusOf(server, "/api/data/markets/index", headers)).toBe(403);
  expect(await statusOf(server, "/dashboards/flights", headers)).toBe(200);
  expect((await users(server, ["set-groups", dave])).status).toBe(0);
  expect(await statusOf(server, "/dashboards/flights", headers)).toBe(403);
  expect(await statusOf(server, "/dashboards/weather", headers)).toBe(200);
});

test("somebody disabled is out at the next request, and in again once enabled", async ({
  server,
}) => {
  await addDave(server);
  const headers = await signedIn(server);
  expect((await users(server, ["disable", dave])).status).toBe(0);
  const page = await ask(server, "/dashboards/weather", { headers });
  expect(page.status).toBe(307);
  expect(page.headers.get("location")).toContain("/login?callbackUrl=%2Fdashboards%2Fweather");
  expect(await statusOf(server, "/api/data/weather/days", headers)).toBe(401);
  const refused = await postSignIn(server, { username: dave, password: PASSWORD });
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ title: "Wrong username or password." });
  expect((await users(server, ["enable", dave])).status).toBe(0);
  // The session that ended stays ended.
  expect(await statusOf(server, "/dashboards/weather", headers)).toBe(307);
  expect(await statusOf(server, "/dashboards/weather", await signedIn(server))).toBe(200);
});

test("a new password ends all sessions, and the old one is no use", async ({ server }) => {
  await addDave(server);
  const sessions = [await signedIn(server), await signedIn(server)];
  const fresh = "seven kettles hum at dusk";
  const changed = await users(server, ["set-password", dave, "--password-stdin"], `${fresh}\n`);
  expect(changed.status).toBe(0);
  for (const headers of sessions) expect(await statusOf(server, "/account", headers)).toBe(307);
  expect((await postSignIn(server, { username: dave, password: PASSWORD })).status).toBe(401);
  expect(await statusOf(server, "/account", await signedIn(server, dave, fresh))).toBe(200);
});

test("somebody removed is gone", async ({ server }) => {
  await addDave(server);
  const headers = await signedIn(server);
  expect((await users(server, ["remove", dave])).status).toBe(2);
  expect(await statusOf(server, "/account", headers)).toBe(200);
  expect((await users(server, ["remove", dave, "--yes"])).status).toBe(0);
  expect(await statusOf(server, "/account", headers)).toBe(307);
});

test("each change is in the audit log", async ({ server }) => {
  await addDave(server);
  await users(server, ["set-groups", dave, "finance"]);
  await users(server, ["disable", dave]);
  const events = await inDatabase(server.databaseFile, (db) =>
    db.auditEvent.findMany({ where: { subject: dave }, orderBy: { id: "asc" } }),
  );
  expect(events.map(({ action }) => action)).toEqual([
    "user.created",
    "user.groups-changed",
    "user.disabled",
  ]);
  for (const { via, outcome } of events)
    expect([via, outcome]).toEqual(["command line", "success"]);
  expect(JSON.stringify(events)).not.toContain(PASSWORD);
});

test("what can't be done changes nothing, and says why", async ({ server }) => {
  const attempts: [args: string[], input: string, status: number][] = [
    [["add", "alice", "--password-stdin"], PASSWORD, 1],
    [["add", dave, "--password-stdin"], "short", 1],
    [["add", dave, "--password-stdin"], "", 2],
    [["add", dave], "", 2],
    [["add", dave, "--password", PASSWORD], "", 2],
    [["add", dave, "--email", "none", "--password-stdin"], PASSWORD, 1],
    [["disable", dave], "", 1],
    [["frobnicate"], "", 2],
  ];
  for (const [args, input, status] of attempts) {
    const result = await users(server, args, input);
    expect(result.status, args.join(" ")).toBe(status);
    expect(result.output.trim(), args.join(" ")).not.toBe("");
    expect(result.output).not.toMatch(/\n\s+at |SQLITE|prisma/i);
  }
  const made = await inDatabase(server.databaseFile, (db) =>
    db.user.count({ where: { username: dave } }),
  );
  expect(made).toBe(0);
});

test("people of another app come along with their hashes", async ({ ownServer }) => {
  const alice =
    "scrypt:32768:8:1$HtB7iBw3ZGspBOHX$36879fd912db96322af2c33c3eb3fd0142ca2ec51988f332cc477b89c012449e5562487b410264b02d495d785780d0099e9130b42c4f61d7bc9166b93f7d1626";
  const bob =
    "scrypt:32768:8:1$j2rFpuXSr2D5t4Ij$9436a942b25f93054d3c96e54dcdd342c97f86515e09aafecd564984c22beb991029b70a89164215590ec131be4e13a12e043f4572ceb06576f86f925b1b9d65";
  const server = await ownServer({ env: { SAMPLE_DATA: "0", SAMPLE_PASSWORD: "" } });
  const folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
  const file = join(folder, "people.csv");
  const rows = [`alice,analysts,${alice}`, `bob,finance;auditors,${bob}`];
  writeFileSync(file, ["username,groups,password_hash", ...rows, ""].join("\n"));
  const hashes = async () => {
    const found = await inDatabase(server.databaseFile, (db) =>
      db.user.findMany({ orderBy: { username: "asc" } }),
    );
    return found.map(({ passwordHash }) => passwordHash);
  };

  const dry = await users(server, ["import", file, "--dry-run"]);
  expect(dry.status).toBe(0);
  expect(dry.output).toContain("Would add 2 users");
  expect(await hashes()).toEqual([]);
  expect(await inDatabase(server.databaseFile, (db) => db.group.count())).toBe(0);

  expect((await users(server, ["import", file])).status).toBe(0);
  expect(await hashes()).toEqual([alice, bob]);
  expect((await postSignIn(server, { username: "alice", password: "pa$$w0rd" })).status).toBe(401);
  expect(await hashes()).toEqual([alice, bob]);
  const asAlice = await signedIn(server, "alice", "secret123");
  const asBob = await signedIn(server, "bob", "pa$$w0rd");
  expect(await statusOf(server, "/dashboards/flights", asAlice)).toBe(200);
  expect(await statusOf(server, "/dashboards/markets", asBob)).toBe(200);
  const replaced = await hashes();
  for (const hash of replaced) expect(hash).toMatch(/\$2b\$10\$/);
  await signedIn(server, "alice", "secret123");
  expect(await hashes()).toEqual(replaced);

  const again = await users(server, ["import", file]);
  expect(again.status).toBe(1);
  expect(again.output).toMatch(/line 2, column username: alice is taken/);
  rmSync(folder, { recursive: true });
});
