/** Changes of a person's rights: what they change, what they end, what they leave in the log. */
import { beforeEach, describe, expect, it } from "vitest";
import { db, transaction } from "../../../lib/db/client";
import {
  disableUser,
  enableUser,
  LastAdminError,
  removeUser,
  setGroups,
  setPassword,
} from "../../../lib/people/user-changes";
import { findUser, findUserForSignIn, type UserRow } from "../../../lib/people/users";
import { findSession } from "../../../lib/session/find-session";
import { addSession } from "../../../lib/session/session-changes";
import { temporaryDatabase } from "../../support/database";
import { addPerson, byTest } from "../../support/people";

temporaryDatabase();

let number = 0;
let user: UserRow;
let token: string;

beforeEach(async () => {
  user = await addPerson(`person${++number}`, { groups: ["readers"], passwordHash: "old" });
  token = await signIn(user);
});

async function signIn({ id: userId }: UserRow): Promise<string> {
  const tokenHash = `token${++number}`;
  const expiresAt = new Date(Date.now() + 60_000);
  const session = { tokenHash, userId, method: "password", persistent: false, expiresAt };
  await transaction((tx) => addSession(tx, { ...session, ip: null, userAgent: null }));
  return tokenHash;
}

async function events() {
  const rows = await db().auditEvent.findMany({
    where: { subject: user.username },
    orderBy: { id: "asc" },
  });
  return rows.map(({ action, detail }) => [action, detail ? JSON.parse(detail) : null]).slice(1);
}

describe("setGroups", () => {
  it("holds for the session that is open, at its next request", async () => {
    expect((await findSession(token))?.user.groups).toEqual(["readers"]);
    const result = await setGroups(user.id, ["READERS", "writers"], byTest);
    expect(result).toEqual({ added: ["writers"], removed: [], createdGroups: ["writers"] });
    const session = await findSession(token);
    expect(session?.user.groups).toEqual(["readers", "writers"]);
    expect(session?.user.rightsVersion).toBe((session?.rightsVersion ?? 0) + 1);
    await setGroups(user.id, [], byTest);
    expect((await findSession(token))?.user.groups).toEqual([]);
    expect(await events()).toEqual([
      ["user.groups-changed", { added: ["writers"], removed: [] }],
      ["user.groups-changed", { added: [], removed: ["readers", "writers"] }],
    ]);
  });

  it("leaves the groups alone that a provider gave", async () => {
    const group = await db().group.create({
      data: { name: `sso${number}`, nameKey: `sso${number}` },
    });
    await db().membership.create({ data: { userId: user.id, groupId: group.id, source: "oidc" } });
    await setGroups(user.id, [], byTest);
    expect((await findUser(user.username))?.groups).toEqual([`sso${number}`]);
  });
});

describe("setPassword", () => {
  it("ends all sessions and forgets the devices", async () => {
    await db().device.create({ data: { tokenHash: `device${number}`, userId: user.id } });
    await setPassword(user.id, "new", byTest);
    expect((await findUserForSignIn(user.username))?.passwordHash).toBe("new");
    expect(await findSession(token)).toBeNull();
    expect(await db().device.count({ where: { userId: user.id } })).toBe(0);
    expect(await events()).toEqual([["user.password-changed", null]]);
  });

  it("may leave one session", async () => {
    const other = await signIn(user);
    const kept = await findSession(token);
    await setPassword(user.id, "new", byTest, kept?.id);
    expect((await findSession(token))?.id).toBe(kept?.id);
    expect(await findSession(other)).toBeNull();
  });
});

describe("disable, enable and remove", () => {
  it("disabling ends the sessions; enabling lets in again", async () => {
    await disableUser(user.id, byTest);
    expect(await findSession(token)).toBeNull();
    expect((await findUserForSignIn(user.username))?.disabledAt).toBeInstanceOf(Date);
    await enableUser(user.id, byTest);
    expect((await findUserForSignIn(user.username))?.disabledAt).toBeNull();
    expect(await events()).toEqual([
      ["user.disabled", null],
      ["user.enabled", null],
    ]);
  });

  it("removing takes everything along but what happened", async () => {
    await removeUser(user.id, byTest);
    expect(await findUser(user.username)).toBeNull();
    expect(await findSession(token)).toBeNull();
    expect(await db().membership.count({ where: { userId: user.id } })).toBe(0);
    expect(await events()).toEqual([["user.removed", null]]);
    await addPerson(user.username);
  });

  it("leave other people alone", async () => {
    const other = await addPerson(`other${number}`, { groups: ["readers"] });
    const theirs = await signIn(other);
    await disableUser(user.id, byTest);
    await removeUser(user.id, byTest);
    expect((await findSession(theirs))?.user.groups).toEqual(["readers"]);
  });
});

describe("somebody who is gone", () => {
  it("is not found, and nothing is logged", async () => {
    const changes = [
      setGroups("gone", ["made-for-nobody"], byTest),
      setPassword("gone", "x", byTest),
      disableUser("gone", byTest),
      enableUser("gone", byTest),
      removeUser("gone", byTest),
    ];
    for (const change of changes) await expect(change).rejects.toMatchObject({ code: "not-found" });
    expect(await db().group.count({ where: { name: "made-for-nobody" } })).toBe(0);
  });
});

describe("the last administrator", () => {
  it("stays, unless forced, and not counting those who are disabled", async () => {
    const [first, second] = [
      await addPerson("root1", { groups: ["Admins"] }),
      await addPerson("root2", { groups: ["admins"] }),
    ];
    await disableUser(second.id, byTest);
    for (const take of [disableUser, removeUser]) {
      await expect(take(first.id, byTest)).rejects.toBeInstanceOf(LastAdminError);
    }
    await expect(setGroups(first.id, ["readers"], byTest)).rejects.toBeInstanceOf(LastAdminError);
    expect(await findUser("root1")).toMatchObject({ groups: ["Admins"], disabledAt: null });
    expect(await db().auditEvent.count({ where: { subject: "root1" } })).toBe(1);

    // Those who could not administer anyway may go.
    await removeUser(second.id, byTest);
    await disableUser(user.id, byTest);
    await removeUser(first.id, byTest, { force: true });
    expect(await findUser("root1")).toBeNull();
  });

  it("is never both of two who are disabled at once", async () => {
    const pair = [
      await addPerson("pair1", { groups: ["admins"] }),
      await addPerson("pair2", { groups: ["admins"] }),
    ];
    const results = await Promise.allSettled(pair.map(({ id }) => disableUser(id, byTest)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
