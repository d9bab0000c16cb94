/** Starting again, stopping, and being killed: nothing is lost, nothing is left behind. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask } from "../../support/ask";
import { refusedFoyer, startFoyer } from "../../support/foyer";
import { allOf, rawConnection } from "../../support/raw-connection";
import { newSession } from "../../support/sign-in";
import { expect, test } from "../../support/test";

test.describe.configure({ timeout: 120_000 });

test("kill -9 and start again: the session is still good, no password is shown twice", async ({
  ownServer,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "foyer-kill-"));
  const first = await startFoyer({ folder });
  expect(first.output()).toContain("Sample users");
  const Cookie = `foyer.session=${await newSession(first.databaseFile, "alice")}`;
  expect((await ask(first, "/account", { headers: { Cookie } })).status).toBe(200);
  await first.stop("SIGKILL");

  const second = await ownServer({ folder });
  expect(second.output()).not.toContain("Sample users");
  expect((await ask(second, "/account", { headers: { Cookie } })).status).toBe(200);
  await second.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("two starts at once on one database both serve, with four users", async ({ ownServer }) => {
  const folder = mkdtempSync(join(tmpdir(), "foyer-two-"));
  const both = await Promise.all([ownServer({ folder }), ownServer({ folder })]);
  for (const server of both) expect((await ask(server, "/api/health")).status).toBe(200);
  const Cookie = `foyer.session=${await newSession(join(folder, "foyer.db"), "carol")}`;
  for (const server of both) {
    expect((await ask(server, "/account", { headers: { Cookie } })).status).toBe(200);
    await server.stop();
  }
  rmSync(folder, { recursive: true, force: true });
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`${signal} ends it with status 0, requests under way done`, async ({ ownServer }) => {
    const foyer = await ownServer();
    const socket = await rawConnection(foyer);
    const answer = allOf(socket);
    const body = "username=alice";
    socket.write(
      `POST /api/auth/callback/credentials HTTP/1.1\r\nHost: localhost\r\nOrigin: ${foyer.url}\r\n` +
        "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n" +
        `Accept: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    // It has the request, and waits for the body, when it says so.
    await once(socket, "data");
    const ended = foyer.stop(signal);
    const reached = () =>
      ask(foyer, "/api/health").then(
        ({ status }) => status,
        () => "refused",
      );
    await expect.poll(reached).toBe("refused");
    socket.write(body);
    expect(await answer).toMatch(/HTTP\/1\.1 4\d\d [\s\S]*Connection: close/i);
    expect(await ended).toBe(0);
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
