/** Whatever is in the database, a file or an argument: no output of the command holds what a terminal obeys. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { nameKey } from "../../../lib/access/name-key";
import { db } from "../../../lib/db/client";
import { temporaryDatabase } from "../../support/database";
import { HOSTILE, unsafeIn } from "../../support/hostile-text";
import { atTerminal, type Outcome, usersCommand } from "../../support/users-command";

const { folder } = temporaryDatabase();
const PASSWORD = { input: "rumba tinfoil lantern\n" };

/** Each hostile text in every column that a person's row and what hangs on it have. */
beforeAll(async () => {
  for (const [i, text] of HOSTILE.entries()) {
    const username = `p${i}${text}`;
    const user = await db().user.create({
      data: {
        username,
        usernameKey: `p${i}`,
        email: `${text}@example.com`,
        emailKey: `p${i}@example.com`,
        displayName: text,
        memberships: {
          create: { group: { create: { name: `g${i}${text}`, nameKey: `g${i}` } } },
        },
      },
    });
    await db().session.create({
      data: {
        tokenHash: `h${i}`,
        userId: user.id,
        method: text,
        rightsVersion: 0,
        expiresAt: new Date(Date.now() + 3_600_000),
        ip: text,
        userAgent: text,
      },
    });
    const event = { action: text, outcome: text, actor: text, via: text, ip: text, detail: text };
    await db().auditEvent.create({ data: { ...event, subject: username } });
  }
});

/** The text as SQLite gives it back: without halves of characters, and up to a NUL. */
function stored(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd").replace(/\0.*/su, "");
}

/** Every character is one that shows, and no line is the content's own. */
function expectHarmless({ out, err }: Outcome, args: string[]) {
  expect(unsafeIn(out), `stdout of ${args}`).toEqual([]);
  expect(unsafeIn(err), `stderr of ${args}`).toEqual([]);
  expect(`\n${out}\n${err}`).not.toMatch(/\nFORGED/);
}

async function harmless(args: string[], setting?: { input?: string; folder?: string }) {
  const outcome = await usersCommand(args, setting);
  expectHarmless(outcome, args);
  expect(`${outcome.out}${outcome.err}`.trim(), `${args}`).not.toBe("");
  return outcome;
}

describe("what is in the database", () => {
  it("is listed, in columns and as JSON that still says the same", async () => {
    const { out: columns } = await harmless(["list"]);
    expect(columns.trimEnd().split("\n").length).toBe(HOSTILE.length + 1);
    const { out } = await harmless(["list", "--json"]);
    const users: { displayName: string }[] = JSON.parse(out);
    expect(users.map(({ displayName }) => displayName).sort()).toEqual(
      HOSTILE.map((text) => stored(text)).sort(),
    );
  });

  it.each(HOSTILE.map((text, i) => [JSON.stringify(text), i]))("is shown: %s", async (_, i) => {
    const { status } = await harmless(["show", `p${i}`]);
    expect(status).toBe(0);
  });

  it.each(HOSTILE.map((text, i) => [JSON.stringify(text), i]))("is changed: %s", async (_, i) => {
    const name = `p${i}`;
    const fresh = `fresh${i}`;
    const commands = [
      ["set-groups", name, `g${i}`, fresh],
      ["disable", name],
      ["disable", name],
      ["enable", name],
      ["enable", name],
      ["emergency", name, "on"],
      ["emergency", name, "off"],
      ["link", name, "nowhere", "x"],
      ["set-groups", name, "admins"],
      ["disable", name],
      ["remove", name],
      ["set-groups", name, "--force"],
      ["show", `q${i}`],
      ["add", `p${i}`, "--password-stdin"],
    ];
    for (const args of commands) await harmless(args, PASSWORD);
    await harmless(["set-password", name, "--password-stdin"], PASSWORD);
  });

  it("is in the questions", async () => {
    for (const i of HOSTILE.keys()) {
      for (const args of [
        ["remove", `p${i}`],
        ["set-password", `p${i}`],
      ]) {
        const outcome = await atTerminal(args, ["\u0003"]);
        expect(outcome.err).toContain(`p${i}`);
        expectHarmless(outcome, args);
      }
    }
  });
});

describe("what is typed", () => {
  it.each(HOSTILE)("as an argument: %j", async (text) => {
    const commands = [
      [text],
      ["add", text, "--password-stdin"],
      ["add", "x", "--email", text, "--password-stdin"],
      ["add", "x", "--name", text, "--group", text, "--password-stdin"],
      ["add", "x", text],
      [`--${text}`],
      ["list", `-${text}`],
      ["show", text],
      ["set-groups", "p0", text, "--force"],
      ["set-password", text],
      ["disable", text],
      ["enable", text],
      ["emergency", "p0", text],
      ["link", "p0", text, "x"],
      ["link", text, "nowhere", text],
      ["remove", text, "--yes"],
      ["import", text],
    ];
    for (const args of commands) await harmless(args, PASSWORD);
  });
});

describe("what is in a file", () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it.each(HOSTILE)("to import: %j", async (text) => {
    const hash = `$2b$10$${"a".repeat(53)}`;
    const cell = quoted(text);
    const files = [
      `${cell},username,password\nx,y,z\n`,
      cell,
      `username,password_hash\n${cell},${hash}\n${cell},${hash}\n`,
      `username,email,name,groups,password,password_hash\nx,${cell},${cell},${cell},${cell},${cell}\n`,
      `username,name,groups,password_hash\nx,${cell},${cell},${hash}\n`,
      `username,email,password_hash\np0,${cell},${hash}\n${cell},p0@example.com,${hash}\n`,
    ];
    for (const file of files) {
      writeFileSync(join(folder, "people.csv"), file);
      await harmless(["import", "people.csv", "--dry-run"], { folder });
    }
  });

  it("is not there: the words have its name", async () => {
    for (const text of HOSTILE) {
      const path = nameKey(text).replaceAll("\0", "") || "none";
      await harmless(["import", `${path}.csv`], { folder });
    }
  });
});
