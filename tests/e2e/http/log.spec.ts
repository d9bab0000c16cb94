/** The log: whatever clients send, each event is one line of JSON, and no secret is in it. */
import { ask, cookieOf, postSignIn } from "../../support/ask";
import { HOSTILE, unsafeIn } from "../../support/hostile-text";
import { requestHead, sendRaw } from "../../support/raw-bytes";
import { expect, test } from "../../support/test";

const FORGED = '{"level":60,"msg":"forged"}';

/** Lines that the server has written since it was ready. */
function linesAfterStart(output: string): string[] {
  const [, log = ""] = output.split(/Foyer is ready at .*\n/);
  return log.split("\n").filter(Boolean);
}

test("newlines and control characters stay inside their line", async ({ ownServer }) => {
  const server = await ownServer({ env: { LOG_LEVEL: "debug" } });
  const names = [
    `a\n${FORGED}`,
    `a\r\n${FORGED}\r\n`,
    `alice\u0000${FORGED}`,
    `"}\n${FORGED}`,
    ...HOSTILE.map((text) => text.replace(/\p{Cs}/gu, "")),
  ];
  for (const username of names) {
    const answer = await postSignIn(server, { username, password: "not the password" });
    expect(answer.status).toBe(401);
    const path = `/none/${encodeURIComponent(username)}?q=${encodeURIComponent(username)}`;
    expect((await ask(server, path)).status).toBeLessThan(500);
  }
  const head = requestHead("GET /dashboards/weather", {
    Host: "localhost",
    "User-Agent": `x\t${FORGED}\xe9\x85`,
    "X-Request-Id": FORGED,
    Referer: FORGED,
  });
  expect((await sendRaw(server, [head])).status).toBe(307);

  // The last one's line has come: so have all before it.
  await ask(server, "/last-of-all");
  await expect.poll(server.output).toContain("/last-of-all");
  const lines = linesAfterStart(server.output());
  expect(lines.length).toBeGreaterThan(names.length);
  for (const line of lines) {
    const entry = JSON.parse(line);
    expect(entry).toHaveProperty("level");
    expect(entry).toHaveProperty("time");
    expect(entry.msg).not.toBe("forged");
    // Escaped: a terminal that shows the log does not obey it.
    expect(unsafeIn(line)).toEqual([]);
  }
});

test("next-auth's log endpoint is closed", async ({ ownServer }) => {
  const server = await ownServer({ env: { LOG_LEVEL: "debug" } });
  for (const path of ["/api/auth/_log", "/api/auth/%5flog", "/api/auth/_LOG", "/api/auth//_log"]) {
    const answer = await ask(server, path, {
      method: "POST",
      headers: { Origin: server.url, "Content-Type": "application/json" },
      body: JSON.stringify({ level: "error", code: "written-by-a-stranger", message: FORGED }),
    });
    expect([308, 401, 404], path).toContain(answer.status);
  }
  await ask(server, "/last-of-all");
  await expect.poll(server.output).toContain("/last-of-all");
  expect(server.output()).not.toContain("written-by-a-stranger");
});

test("no password, cookie, token or e-mail address is in the log", async ({ ownServer }) => {
  const server = await ownServer({ env: { LOG_LEVEL: "debug" } });
  const password = "a password for tests";
  await postSignIn(server, { username: "alice@example.com", password: "a wrong password" });
  const answer = await postSignIn(server, { username: "alice@example.com", password });
  expect(answer.status).toBe(200);
  const cookies = answer.headers.getSetCookie().map((line) => line.split(/[=;]/)[1] ?? "");
  const bob = (await cookieOf(server, "bob")).Cookie ?? "";
  await ask(server, "/dashboards/markets?from=secret-search", { headers: { Cookie: bob } });
  await ask(server, "/last-of-all");
  await expect.poll(server.output).toContain("/last-of-all");
  const log = linesAfterStart(server.output()).join("\n");
  expect(log).toContain("session.started");
  const secrets = [password, "a wrong password", "alice@example.com", "secret-search", ...cookies];
  for (const secret of [...secrets, bob.split("=")[1] ?? ""].filter((s) => s.length > 5)) {
    expect(log).not.toContain(secret);
  }
});
