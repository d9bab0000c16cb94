/** Sessions: over when they are said to be over, and up to date at each request. */
import { ask, cookieIn, postSignIn } from "../../support/ask";
import { newPerson } from "../../support/new-person";
import { inDatabase, newSession } from "../../support/sign-in";
import { expect, test } from "../../support/test";

const MINUTE = 60_000;

interface Server {
  url: string;
  databaseFile: string;
}

const cookie = (token: string | null) => ({ Cookie: `foyer.session=${token}` });

async function statusOf(server: Server, path: string, token: string | null): Promise<number> {
  return (await ask(server, path, { headers: cookie(token) })).status;
}

/** Changes a session's row. */
async function change(server: Server, token: string, data: Record<string, Date>): Promise<void> {
  const { createHash } = await import("node:crypto");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  await inDatabase(server.databaseFile, (db) => db.session.update({ where: { tokenHash }, data }));
}

for (const [name, path] of [
  ["POST /logout", "/logout"],
  ["next-auth's own sign-out", "/api/auth/signout"],
] as const) {
  test(`${name} ends the session for every copy of its cookie`, async ({ server }) => {
    const token = await newSession(server.databaseFile, "alice");
    expect(await statusOf(server, "/dashboards/flights", token)).toBe(200);
    const out = await ask(server, path, {
      method: "POST",
      headers: { Origin: server.url, ...cookie(token) },
    });
    expect(out.status).toBe(303);
    expect(out.headers.get("location")).toBe("/login?signedOut");
    expect(out.headers.getSetCookie().join()).toMatch(/foyer\.session=;.*Expires=Thu, 01 Jan 1970/);
    expect(await statusOf(server, "/dashboards/flights", token)).toBe(307);
    expect(await statusOf(server, "/api/data/flights/airports", token)).toBe(401);
    expect(
      await (await ask(server, "/api/auth/session", { headers: cookie(token) })).json(),
    ).toEqual({});
  });
}

test("GET /logout asks first, and signs nobody out", async ({ server }) => {
  const token = await newSession(server.databaseFile, "alice");
  const response = await ask(server, "/logout", { headers: cookie(token) });
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(/<form method="post" action="\/logout"/);
  expect(await statusOf(server, "/account", token)).toBe(200);
});

test("signing out twice, or without a session, does no harm", async ({ server }) => {
  for (const headers of [{}, cookie("x".repeat(43)), cookie("")]) {
    const out = await ask(server, "/logout", {
      method: "POST",
      headers: { Origin: server.url, ...headers },
    });
    expect(out.status).toBe(303);
  }
});

test("one person has a session in each browser", async ({ server }) => {
  const [one, other] = [
    await newSession(server.databaseFile, "bob"),
    await newSession(server.databaseFile, "bob"),
  ];
  await ask(server, "/logout", { method: "POST", headers: { Origin: server.url, ...cookie(one) } });
  expect(await statusOf(server, "/account", one)).toBe(307);
  expect(await statusOf(server, "/account", other)).toBe(200);
});

test("a session is over after 30 minutes without use", async ({ server }) => {
  // Two: one that was used just now is known to be, even while that can't be written.
  const [used, idle] = [
    await newSession(server.databaseFile, "alice"),
    await newSession(server.databaseFile, "alice"),
  ];
  await change(server, used, { lastUsedAt: new Date(Date.now() - 29 * MINUTE) });
  expect(await statusOf(server, "/account", used)).toBe(200);
  await change(server, idle, { lastUsedAt: new Date(Date.now() - 31 * MINUTE) });
  expect(await statusOf(server, "/account", idle)).toBe(307);
});

test("use keeps a session from going idle", async ({ server }) => {
  const token = await newSession(server.databaseFile, "alice");
  await change(server, token, { lastUsedAt: new Date(Date.now() - 29 * MINUTE) });
  await statusOf(server, "/account", token);
  const rows = await inDatabase(server.databaseFile, (db) =>
    db.session.findMany({ orderBy: { lastUsedAt: "desc" }, take: 1 }),
  );
  expect(Date.now() - (rows[0]?.lastUsedAt.getTime() ?? 0)).toBeLessThan(MINUTE);
});

test("a session is over at its absolute age, however much it is used", async ({ server }) => {
  const token = await newSession(server.databaseFile, "alice");
  await change(server, token, { expiresAt: new Date(Date.now() - 1) });
  expect(await statusOf(server, "/account", token)).toBe(307);
});

test("a disabled person's session is over at the next request", async ({ server }) => {
  const person = await newPerson(server);
  const token = await newSession(server.databaseFile, person.username);
  expect(await statusOf(server, "/account", token)).toBe(200);
  await inDatabase(server.databaseFile, (db) =>
    db.user.update({ where: { id: person.id }, data: { disabledAt: new Date() } }),
  );
  expect(await statusOf(server, "/account", token)).toBe(307);
  expect(await statusOf(server, "/api/data/weather/days", token)).toBe(401);
});

test("a removed person's session is over", async ({ server }) => {
  const person = await newPerson(server);
  const token = await newSession(server.databaseFile, person.username);
  await inDatabase(server.databaseFile, (db) => db.user.delete({ where: { id: person.id } }));
  expect(await statusOf(server, "/account", token)).toBe(307);
});

test("a group given or taken counts at the next request, and the token changes", async ({
  server,
}) => {
  const person = await newPerson(server);
  const token = await newSession(server.databaseFile, person.username);
  expect(await statusOf(server, "/dashboards/markets", token)).toBe(403);
  await inDatabase(server.databaseFile, async (db) => {
    const group = await db.group.findUniqueOrThrow({ where: { nameKey: "finance" } });
    await db.membership.create({ data: { userId: person.id, groupId: group.id } });
    await db.user.update({ where: { id: person.id }, data: { rightsVersion: { increment: 1 } } });
  });
  const response = await ask(server, "/dashboards/markets", { headers: cookie(token) });
  expect(response.status).toBe(200);
  const next = cookieIn(response, "foyer.session");
  expect(next).not.toBeNull();
  expect(await statusOf(server, "/account", next)).toBe(200);
  // For requests that were under way the old token still works, for a minute.
  expect(await statusOf(server, "/account", token)).toBe(200);
  await change(server, next ?? "", { previousValidUntil: new Date(Date.now() - 1) });
  expect(await statusOf(server, "/account", token)).toBe(307);

  await inDatabase(server.databaseFile, (db) =>
    db.membership.deleteMany({ where: { userId: person.id } }),
  );
  expect(await statusOf(server, "/dashboards/markets", next)).toBe(403);
  expect(await statusOf(server, "/api/data/markets/index", next)).toBe(403);
});

test("signing out ends a session under its earlier token too", async ({ server }) => {
  const person = await newPerson(server);
  const token = await newSession(server.databaseFile, person.username);
  await inDatabase(server.databaseFile, (db) =>
    db.user.update({ where: { id: person.id }, data: { rightsVersion: { increment: 1 } } }),
  );
  const next = cookieIn(await ask(server, "/account", { headers: cookie(token) }), "foyer.session");
  await ask(server, "/logout", {
    method: "POST",
    headers: { Origin: server.url, ...cookie(token) },
  });
  expect(await statusOf(server, "/account", next)).toBe(307);
  expect(await statusOf(server, "/account", token)).toBe(307);
});

for (const [name, value] of Object.entries({
  nothing: "",
  words: "admin",
  "a token's length of something else": "x".repeat(43),
  "a token of next-auth's": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..x.y.z",
  "a JSON object": "%7B%22user%22%3A%22admin%22%7D",
  "a quote": "'%20OR%201=1--",
  "odd bytes": "%FF%FE%00",
  "8 KB": "a".repeat(8000),
})) {
  test(`a cookie of ${name} is nobody's`, async ({ server }) => {
    expect(await statusOf(server, "/account", value)).toBe(307);
    expect(await statusOf(server, "/api/data/weather/days", value)).toBe(401);
  });
}

test("what the database keeps is not what the cookie carries", async ({ server }) => {
  const { username, password } = await newPerson(server);
  const token = cookieIn(await postSignIn(server, { username, password }), "foyer.session") ?? "";
  const rows = await inDatabase(server.databaseFile, (db) => db.session.findMany());
  expect(JSON.stringify(rows)).not.toContain(token);
});
