/** Looking people up and adding them. */
import { describe, expect, it } from "vitest";
import { db } from "../../../lib/db/client";
import { listGroups } from "../../../lib/people/groups";
import { createUsers } from "../../../lib/people/user-creation";
import {
  countUsers,
  createUser,
  findUser,
  findUserForSignIn,
  listUsers,
  replacePasswordHash,
} from "../../../lib/people/users";
import { temporaryDatabase } from "../../support/database";
import { addPerson, byTest } from "../../support/people";

temporaryDatabase();

const blank = { email: null, groups: [], passwordHash: null };
const add = (username: string, fields: { email?: string; displayName?: string } = {}) =>
  createUser({ ...blank, username, displayName: username, ...fields }, byTest);

describe("finding somebody", () => {
  it.each(["René", "RENÉ", " rene\u0301 ", "ＲＥＮÉ", "rene@example.com", "RENE@Example.COM "])(
    "by %j",
    async (identifier) => {
      if (!(await findUser("René"))) {
        await addPerson("René", { email: "Rene@example.com", groups: ["b", "a"] });
      }
      expect(await findUser(identifier)).toMatchObject({
        username: "René",
        email: "Rene@example.com",
        groups: ["a", "b"],
        disabledAt: null,
      });
    },
  );

  it.each(["rene", "nobody", "", "@", "rene@example.org", "' OR 1=1 --"])(
    "by %j finds nobody",
    async (identifier) => expect(await findUser(identifier)).toBeNull(),
  );

  it("gives the hash to sign-in alone", async () => {
    await addPerson("hashed", { passwordHash: "bcrypt$2b$10$x" });
    expect((await findUserForSignIn("HASHED"))?.passwordHash).toBe("bcrypt$2b$10$x");
    expect(JSON.stringify(await findUser("hashed"))).not.toContain("bcrypt");
    expect(JSON.stringify(await listUsers())).not.toContain("bcrypt");
    expect(await db().user.findFirst({ where: { username: "hashed" } })).not.toHaveProperty(
      "passwordHash",
    );
  });
});

describe("a new person", () => {
  it.each([
    ["an @", "a@b"],
    ["an inner space", "a b"],
    ["a space before", " a"],
    ["a control character", "a\u0000b"],
    ["a newline", "a\n"],
    ["a direction override", "a\u202eb"],
    ["nothing", ""],
    ["65 characters", "a".repeat(65)],
    ["a hyphen first", "-a"],
    ["a slash", "../etc"],
    ["a letter that unfolds into words", "\ufdfa"],
    ["markup", "<b>"],
  ])("may not be called %s", async (_, username) => {
    await expect(add(username, { displayName: "x" })).rejects.toMatchObject({
      code: "invalid-input",
      fields: { username: [expect.any(String)] },
    });
  });

  it.each(["a", "a".repeat(64), "o.neil-2_x", "Łukasz", "山田", "سارة", "नेहा", "3com"])(
    "may be called %s",
    async (username) => {
      await add(username);
      expect((await findUser(username))?.username).toBe(username);
    },
  );

  it.each([
    "no-at",
    "two@@example.com",
    "a b@example.com",
    "a@exa\u0000mple.com",
    `${"a".repeat(250)}@example.com`,
  ])("may not have the e-mail address %j", async (email) => {
    await expect(add("mailer", { email })).rejects.toMatchObject({
      fields: { email: [expect.any(String)] },
    });
  });

  it("may have an e-mail address of any script", async () => {
    await add("yamada", { email: "山田@例え.jp" });
    expect((await findUser("山田@例え.JP"))?.username).toBe("yamada");
  });

  it("is refused when the name is taken in another case or form", async () => {
    await add("straße", { email: "strasse@example.com" });
    await expect(add("STRASSE")).rejects.toMatchObject({
      message: "STRASSE is taken.",
      fields: { username: ["STRASSE is taken"] },
    });
    await expect(add("other", { email: "Strasse@EXAMPLE.com" })).rejects.toMatchObject({
      fields: { email: ["Strasse@EXAMPLE.com is somebody else’s"] },
    });
  });

  it("is added once when several add the same name at once", async () => {
    const results = await Promise.allSettled(
      ["race", "RACE", "Race", "ｒａｃｅ"].map((n) => add(n)),
    );
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason.code).toBe("invalid-input");
    }
  });

  it("comes into groups that are there in another case, and makes those that are not", async () => {
    await addPerson("first", { groups: ["Ops"] });
    const user = {
      ...blank,
      username: "second",
      displayName: "x",
      groups: ["OPS", "ops", "Night shift"],
    };
    expect(await createUser(user, byTest)).toEqual({ createdGroups: ["Night shift"] });
    expect((await findUser("second"))?.groups).toEqual(["Night shift", "Ops"]);
    expect(await listGroups()).toContain("Night shift");
  });

  it.each(["a;b", "a,b", " ", "x".repeat(65), "a\u0007"])(
    "may not be in the group %j",
    async (group) => {
      const user = { ...blank, username: "grouped", displayName: "x", groups: [group] };
      await expect(createUser(user, byTest)).rejects.toMatchObject({
        fields: { group: [expect.any(String)] },
      });
      expect(await findUser("grouped")).toBeNull();
    },
  );

  it("is in the audit log, without e-mail address or hash", async () => {
    await addPerson("logged", {
      email: "logged@example.com",
      passwordHash: "bcrypt$x",
      groups: ["ops"],
    });
    const event = await db().auditEvent.findFirst({ where: { subject: "logged" } });
    expect(event).toMatchObject({
      action: "user.created",
      outcome: "success",
      actor: "tester",
      via: "test",
      detail: '{"groups":["Ops"]}',
    });
  });
});

describe("several people", () => {
  it("are added all or none", async () => {
    const before = await countUsers();
    const names = ["new1", "new2", "STRASSE"];
    const people = names.map((username) => ({ ...blank, username, displayName: "x" }));
    await expect(createUsers(people, byTest)).rejects.toMatchObject({
      fields: { username: ["STRASSE is taken"] },
    });
    expect(await countUsers()).toBe(before);
    expect(await db().auditEvent.count({ where: { subject: "new1" } })).toBe(0);
  });
});

describe("replacePasswordHash", () => {
  it("replaces the hash it was given, and no newer one", async () => {
    const { id } = await addPerson("upgraded", { passwordHash: "old" });
    expect(await replacePasswordHash(id, "old", "new")).toBe(true);
    expect(await replacePasswordHash(id, "old", "newer")).toBe(false);
    expect((await findUserForSignIn("upgraded"))?.passwordHash).toBe("new");
  });
});
