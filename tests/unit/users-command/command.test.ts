/** `npm run users -- …` in a process of its own: each subcommand, its words and its exit status. */
import { describe, expect, it } from "vitest";
import { db } from "../../../lib/db/client";
import { linkAccount } from "../../../lib/people/accounts";
import { findUser, findUserForSignIn, type UserRow } from "../../../lib/people/users";
import { temporaryDatabase } from "../../support/database";
import { addPerson, byTest } from "../../support/people";
import { type Outcome, usersCommand } from "../../support/users-command";
import { verifyPassword } from "../../support/verify-password";

temporaryDatabase();
const GOOD = "rumba tinfoil lantern";
const piped = (password: string) => ({ input: `${password}\n` });
const refused = (outcome: Outcome, words: RegExp | string, status = 1) => {
  expect(outcome.err).toMatch(words);
  expect(outcome.status).toBe(status);
};

describe("add", () => {
  it("adds somebody with a piped password, and makes the groups", async () => {
    const args = ["add", "dave", "--email", "dave@example.com", "--name", "Dave Jones"];
    const groups = ["--group", "finance", "--group", "Analysts"];
    const outcome = await usersCommand([...args, ...groups, "--password-stdin"], piped(GOOD));
    expect(outcome).toEqual({
      status: 0,
      err: "",
      out: "Made the group finance, which did not exist.\nMade the group Analysts, which did not exist.\nAdded dave (Analysts, finance).\n",
    });
    const user = await findUserForSignIn("DAVE@example.com");
    expect(await verifyPassword(GOOD, user?.passwordHash ?? null)).toMatchObject({ ok: true });
    const event = await db().auditEvent.findFirst({ where: { action: "user.created" } });
    expect(event).toMatchObject({ subject: "dave", outcome: "success", via: "command line" });
  });

  it("refuses what is taken, too easy, malformed, or not there", async () => {
    const again = ["add", "Dave", "--email", "DAVE@example.com", "--password-stdin"];
    refused(await usersCommand(again, piped(GOOD)), /Dave is taken, and DAVE@example.com/);
    refused(
      await usersCommand(["add", "eve", "--password-stdin"], piped("eve123456789")),
      /own name/,
    );
    refused(
      await usersCommand(["add", "e v e", "--password-stdin"], piped(GOOD)),
      /The username "e v e" may/,
    );
    refused(await usersCommand(["add", "eve"]), /There is no terminal/, 2);
    refused(await usersCommand(["add", "eve", "--password-stdin"]), /Nothing came/, 2);
    expect(await findUser("eve")).toBeNull();
  });
});

describe("list and show", () => {
  it("list people in columns and as JSON", async () => {
    expect((await usersCommand(["list"])).out).toBe(
      "USERNAME  NAME        E-MAIL            GROUPS             STATUS\n" +
        "dave      Dave Jones  dave@example.com  Analysts, finance  enabled\n",
    );
    const [dave] = JSON.parse((await usersCommand(["list", "--json"])).out);
    expect(dave).toMatchObject({
      username: "dave",
      groups: ["Analysts", "finance"],
      disabled: false,
    });
    expect(JSON.stringify(dave)).not.toContain("bcrypt");
  });

  it("show one person, and name those that are close to a typing mistake", async () => {
    const { out, status } = await usersCommand(["show", "dave@example.com"]);
    expect(status).toBe(0);
    expect(out).toContain("Groups:    Analysts, finance\n");
    expect(out).toContain("user.created");
    refused(await usersCommand(["show", "dvae"]), 'There is no user "dvae". Did you mean dave?');
  });
});

describe("many groups", () => {
  const names = Array.from({ length: 300 }, (_, i) => `team-${i}`);
  const widest = (out: string) => Math.max(...out.split("\n").map((line) => line.length));

  it("of one person don’t widen the list of all", async () => {
    const many = await addPerson("many", { groups: names, email: `${"x".repeat(60)}@example.com` });
    const { out } = await usersCommand(["list"]);
    expect(widest(out)).toBeLessThanOrEqual(120);
    expect(out).toMatch(/many .* team-0, team-1 and 298 more +enabled/);
    const people = JSON.parse((await usersCommand(["list", "--json"])).out) as UserRow[];
    expect(people.find(({ username }) => username === "many")?.groups).toEqual(many.groups);
  });

  it("are all shown of one person, in lines that fit", async () => {
    const { out } = await usersCommand(["show", "many"]);
    expect(widest(out)).toBeLessThanOrEqual(120);
    for (const name of names) expect(out).toMatch(new RegExp(`\\b${name}\\b`));
    await usersCommand(["remove", "many", "--yes"]);
  });

  it("of a provider stand apart, with until when they count", async () => {
    const { id: userId, username } = await addPerson("linked", { groups: ["local"] });
    const account = { issuer: "https://a.example", subject: "1", provider: "acme", label: "" };
    await linkAccount(
      { userId, username },
      { ...account, groups: ["finance"], leftOut: [] },
      byTest,
    );
    const shown = async () => (await usersCommand(["show", "linked"])).out;
    expect(await shown()).toMatch(
      /Groups: +local\n +acme: +finance\n +\(in its own sessions, and until \d{4}-.* UTC in all others\)/,
    );
    await db().account.updateMany({ data: { groupsConfirmedAt: new Date(0) } });
    expect(await shown()).toContain("(in its own sessions only)");
    await usersCommand(["remove", "linked", "--yes"]);
  });
});

describe("changes", () => {
  it("set-groups gives exactly these", async () => {
    const { out } = await usersCommand(["set-groups", "dave", "FINANCE", "analyst"]);
    expect(out).toContain("Made the group analyst, which did not exist; there is also Analysts.");
    expect(out).toContain("dave is now in: analyst, finance.");
    expect((await usersCommand(["set-groups", "dave"])).out).toBe("dave is now in: no groups.\n");
    expect((await findUser("dave"))?.groups).toEqual([]);
  });

  it("set-password replaces it", async () => {
    const other = "quite another one";
    const args = ["set-password", "dave", "--password-stdin"];
    expect((await usersCommand(args, piped(other))).status).toBe(0);
    const user = await findUserForSignIn("dave");
    expect((await verifyPassword(other, user?.passwordHash ?? null)).ok).toBe(true);
  });

  it("disable and enable, and say so when there is nothing to do", async () => {
    expect((await usersCommand(["disable", "dave"])).out).toMatch(/^Disabled dave/);
    expect((await findUser("dave"))?.disabledAt).toBeInstanceOf(Date);
    expect((await usersCommand(["disable", "dave"])).out).toMatch(/disabled already/);
    expect((await usersCommand(["enable", "dave"])).out).toMatch(/^Enabled dave/);
    expect((await findUser("dave"))?.disabledAt).toBeNull();
  });

  it("keep the last administrator, unless forced", async () => {
    await usersCommand(["set-groups", "dave", "admins"]);
    for (const args of [
      ["disable", "dave"],
      ["remove", "dave", "--yes"],
      ["set-groups", "dave"],
    ]) {
      refused(
        await usersCommand(args),
        "dave is the last administrator who can sign in. Add --force",
      );
    }
    expect((await findUser("dave"))?.groups).toEqual(["admins"]);
    expect((await usersCommand(["set-groups", "dave", "--force"])).status).toBe(0);
  });

  it("remove asks, and --yes answers", async () => {
    refused(await usersCommand(["remove", "dave"]), /Add --yes/, 2);
    expect((await usersCommand(["remove", "dave", "--yes"])).out).toMatch(/^Removed dave/);
    expect(await findUser("dave")).toBeNull();
  });
});

describe("wrong usage", () => {
  it.each([
    ["no subcommand", [], /Usage: npm run users --/],
    ["an unknown one", ["lst"], /unknown command 'lst'/],
    ["an unknown option", ["add", "x", "--password", "y"], /unknown option '--password'/],
    ["too few arguments", ["disable"], /missing required argument 'name'/],
    ["too many arguments", ["disable", "a", "b"], /too many arguments/],
  ])("%s: exit status 2", async (_, args, words) => refused(await usersCommand(args), words, 2));

  it("--help shows examples, with exit status 0", async () => {
    const { status, out } = await usersCommand(["--help"]);
    expect(status).toBe(0);
    expect(out).toContain("npm run users -- add dave --email");
  });
});
