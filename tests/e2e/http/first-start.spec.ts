/** What the first start says: a few lines for a person, and the log's lines apart from them. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { variables } from "@/lib/config/env";
import { ask, postSignIn } from "../../support/ask";
import { freePort, SAMPLE_PASSWORD } from "../../support/foyer";
import { expect, test } from "../../support/test";

const right = { username: "alice", password: SAMPLE_PASSWORD };
/** Each line that a person may see, whole. */
const LINE =
  /^(Database brought up to date: .*|Sample users, whose passwords are shown only now:| {2}(Username|admin|alice|bob|carol) .*|Foyer is ready at http:\/\/localhost:\d+|)$/;

test("through a pipe, JSON comes after the words, and all of it is there", async ({
  ownServer,
}) => {
  const server = await ownServer();
  expect((await postSignIn(server, right)).status).toBe(200);
  await expect.poll(server.output).toContain("session.started");
  const [words = "", json = ""] = server.output().split(/(?<=Foyer is ready at \S+)\n/);
  for (const line of words.split("\n")) expect(line).toMatch(LINE);
  const events = json
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).msg);
  expect(events.filter((event) => event === "user.created")).toHaveLength(4);
});

test("at a terminal there are only the words", async ({ quiet: _ }) => {
  const folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
  const PORT = String(await freePort());
  const unset = Object.fromEntries(Object.keys(variables).map((name) => [name, ""]));
  const command = `${process.execPath} scripts/start.mjs --built`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      ...{ ...process.env, ...unset, PORT, BCRYPT_COST: "10", SAMPLE_PASSWORD },
      DATABASE_URL: `file:${join(folder, "foyer.db")}`,
      NEXTAUTH_SECRET: "a secret for browser tests, 0123456789",
    },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  try {
    await expect.poll(() => output, { timeout: 60_000 }).toContain("Foyer is ready");
    const server = { url: `http://localhost:${PORT}` };
    expect((await postSignIn(server, right)).status).toBe(200);
    expect((await ask(server, "/api/health")).status).toBe(200);
  } finally {
    // Ctrl+C, as somebody at the terminal would press it.
    child.stdin.write("\u0003");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
  const lines = stripVTControlCharacters(output).split(/\r?\n/);
  for (const line of lines.filter((text) => text !== "^C")) expect(line).toMatch(LINE);
});
