/** A disk that takes nothing more: reading goes on, and what can't be saved says so. */
import { execFileSync } from "node:child_process";
import { ask, cookieOf, postSignIn } from "../../support/ask";
import type { Foyer } from "../../support/foyer";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

const right = { username: "alice", password: "a password for tests" };
const INSIDE = /\n\s+at |SELECT|SQLITE|prisma|libsql|node_modules|foyer\.db|\/tmp\//i;

/** From now on the server's files end at this size in bytes, as on a disk without room. */
function limitFiles({ process: { pid } }: Foyer, size: number | "unlimited"): void {
  execFileSync("prlimit", ["--pid", String(pid), `--fsize=${size}:`]);
}

test("what reads goes on, what writes answers 503 in words, and all is well with room again", async ({
  ownServer,
}) => {
  const server = await ownServer();
  const headers = await cookieOf(server, "alice");
  await inDatabase(server.databaseFile, (db) =>
    db.session.updateMany({ data: { lastUsedAt: new Date(Date.now() - 120_000) } }),
  );
  limitFiles(server, 4096);

  for (const path of ["/account", "/dashboards/weather", "/dashboards/climate", "/login", "/"]) {
    expect((await ask(server, path, { headers })).status, path).toBe(200);
  }
  expect((await ask(server, "/api/data/flights/days", { headers })).status).toBe(200);
  for (const Accept of ["application/json", "text/html"]) {
    for (const sent of [right, { ...right, username: "nobody" }]) {
      const signIn = await postSignIn(server, sent, { Accept });
      expect(signIn.status).toBe(503);
      const words = await signIn.text();
      expect(words).toContain("nothing could be saved");
      expect(words).not.toMatch(INSIDE);
    }
    const signOut = await ask(server, "/logout", {
      method: "POST",
      headers: { ...headers, Accept, Origin: server.url },
    });
    expect(signOut.status).toBe(503);
    const words = await signOut.text();
    if (Accept === "text/html") expect(words).toContain("You are still signed in");
    expect(words).not.toMatch(INSIDE);
  }
  expect((await ask(server, "/account", { headers })).status).toBe(200);
  const health = await ask(server, "/api/health");
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({
    status: "degraded",
    code: expect.stringMatching(/^database-(full|refused)$/),
    title: expect.stringContaining("Whoever runs Foyer"),
  });
  await expect.poll(server.output).toContain("the database can't be written to");

  limitFiles(server, "unlimited");
  const status = async () => (await (await ask(server, "/api/health")).json()).status;
  await expect.poll(status).toBe("ok");
  expect((await postSignIn(server, right)).status).toBe(200);
  expect((await ask(server, "/account", { headers })).status).toBe(200);
});

test("health finds out by itself that nothing can be saved", async ({ ownServer }) => {
  const server = await ownServer();
  limitFiles(server, 4096);
  const status = async () => (await (await ask(server, "/api/health")).json()).status;
  await expect.poll(status, { timeout: 20_000 }).toBe("degraded");
});
