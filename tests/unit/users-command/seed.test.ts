/** The sample users of a try-out. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { setGroups } from "../../../lib/people/user-changes";
import { findUser, findUserForSignIn } from "../../../lib/people/users";
import { passwordError } from "../../../lib/sign-in/password/password-rules";
import { readablePassword, seedSampleUsers } from "../../../prisma/seed";
import { temporaryDatabase } from "../../support/database";
import { byTest } from "../../support/people";
import { verifyPassword } from "../../support/verify-password";

const { folder } = temporaryDatabase();
const execute = promisify(execFile);

it("are made once, each with a password of their own", async () => {
  // Two starts at once.
  const seeded = (await Promise.all([seedSampleUsers(), seedSampleUsers()])).flat();
  const made = seeded.filter(({ password }) => password !== null);
  expect(made.map(({ username, groups }) => [username, groups]).sort()).toEqual([
    ["admin", ["admins", "analysts", "finance"]],
    ["alice", ["analysts"]],
    ["bob", ["finance"]],
    ["carol", []],
  ]);
  for (const { username, password, groups } of made) {
    const user = await findUserForSignIn(`${username.toUpperCase()}@example.com`);
    expect((await verifyPassword(password ?? "", user?.passwordHash ?? null)).ok).toBe(true);
    expect((await findUser(username))?.groups).toEqual(groups);
  }
  expect(new Set(made.map(({ password }) => password)).size).toBe(4);
});

it("are left as they are when they exist", async () => {
  const alice = await findUser("alice");
  await setGroups(alice?.id ?? "", ["finance"], byTest);
  expect((await seedSampleUsers()).map(({ password }) => password)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect((await findUser("alice"))?.groups).toEqual(["finance"]);
});

it("have passwords that can be read out and that the rules allow", () => {
  const password = readablePassword();
  expect(password).toMatch(/^([a-z]{4}-){4}[a-z]{4}$/);
  expect(passwordError(password, { username: "x", email: null, displayName: "x" })).toBeNull();
  expect(readablePassword()).not.toBe(password);
});

it("run as a script: with the password asked for, and never outside of a try-out", async () => {
  const run = (settings: Record<string, string>) => {
    const env = { ...process.env, DATABASE_URL: `file:${join(folder, "script.db")}`, ...settings };
    return execute(process.execPath, ["node_modules/tsx/dist/cli.mjs", "prisma/seed.ts"], { env });
  };
  await expect(run({ SAMPLE_DATA: "0" })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Sample users are for a try-out\./),
  });
  const { stdout } = await run({ SAMPLE_PASSWORD: "one for all of them" });
  expect(stdout.match(/'one for all of them'/g)).toHaveLength(4);
}, 30_000);
