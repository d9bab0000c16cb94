/** The sample users of a try-out. */
import { expect, it } from "vitest";
import { verifyPassword } from "../../../lib/auth/password";
import { passwordFault } from "../../../lib/auth/password-rules";
import { setGroups } from "../../../lib/db/user-changes";
import { findUser, findUserForSignIn } from "../../../lib/db/users";
import { readablePassword, seedSampleUsers } from "../../../prisma/seed";
import { temporaryDatabase } from "../../support/database";
import { byTest } from "../../support/people";

temporaryDatabase();

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
  expect(passwordFault(password, { username: "x", email: null, displayName: "x" })).toBeNull();
  expect(readablePassword()).not.toBe(password);
});
