/** While another process holds the database's write lock, only what must write waits, and not for long. */
import { ask, cookieOf, postSignIn } from "../../support/ask";
import { holdDatabase } from "../../support/database-lock";
import type { Foyer } from "../../support/foyer";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

const right = { username: "alice", password: "a password for tests" };
const MINUTE = 60_000;

test.describe.configure({ timeout: 60_000 });

/** Makes every session one whose use is to be written at its next request. */
async function letTouchesBeDue({ databaseFile }: Foyer): Promise<void> {
  await inDatabase(databaseFile, (db) =>
    db.session.updateMany({ data: { lastUsedAt: new Date(Date.now() - 2 * MINUTE) } }),
  );
}

/** Asks each path by turns until `until` settles; gives the longest wait in milliseconds. */
async function longestWait(
  server: Foyer,
  paths: readonly string[],
  headers: Record<string, string>,
  until: Promise<unknown>,
): Promise<number> {
  let over = false;
  void until.finally(() => {
    over = true;
  });
  let longest = 0;
  for (let i = 0; !over; i++) {
    const began = performance.now();
    const answer = await ask(server, paths[i % paths.length] ?? "/", { headers });
    await answer.arrayBuffer();
    longest = Math.max(longest, performance.now() - began);
    expect(answer.status).toBe(200);
  }
  return longest;
}

for (const begin of ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"]) {
  test(`${begin} elsewhere: what reads goes on, what writes is told so in words`, async ({
    ownServer,
  }) => {
    const server = await ownServer();
    const headers = await cookieOf(server, "alice");
    const script = /\/_next\/static\/[^"]+\.js/.exec(await (await ask(server, "/login")).text());
    await letTouchesBeDue(server);
    const letGo = await holdDatabase(server.databaseFile, begin);

    const began = performance.now();
    const signIns = Promise.all(
      ["application/json", "text/html"].map((Accept) => postSignIn(server, right, { Accept })),
    );
    const paths = [script?.[0] ?? "", "/login", "/api/health", "/account", "/dashboards/weather"];
    // The driver's own waiting would hold up each of these for as long as a sign-in waits.
    expect(await longestWait(server, paths, headers, signIns)).toBeLessThan(2500);
    for (const answer of await signIns) {
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain("is taken by another program");
      expect(answer.headers.get("retry-after")).toBe("5");
    }
    expect(performance.now() - began).toBeLessThan(10_000);
    const health = await ask(server, "/api/health");
    expect(await health.json()).toMatchObject({ status: "degraded", code: "database-locked" });
    const signOut = await ask(server, "/logout", {
      method: "POST",
      headers: { ...headers, Accept: "text/html", Origin: server.url },
    });
    expect(signOut.status).toBe(503);
    expect(await signOut.text()).toContain("You are still signed in");

    await letGo();
    expect((await postSignIn(server, right)).status).toBe(200);
    expect(await (await ask(server, "/api/health")).json()).toEqual({ status: "ok" });
    // What was put off is written after all, without another request.
    const unused = () =>
      inDatabase(server.databaseFile, (db) =>
        db.session.count({ where: { lastUsedAt: { lt: new Date(Date.now() - MINUTE) } } }),
      );
    await expect.poll(unused, { timeout: 15_000 }).toBe(0);
  });
}

test("a short hold is waited for: nobody notices more than that", async ({ ownServer }) => {
  const server = await ownServer();
  const letGo = await holdDatabase(server.databaseFile);
  const signIn = postSignIn(server, right);
  // The sign-in has met the lock once this is answered, which it came before.
  expect((await ask(server, "/api/health")).status).toBe(200);
  await letGo();
  expect((await signIn).status).toBe(200);
  expect(await (await ask(server, "/api/health")).json()).toEqual({ status: "ok" });
});
