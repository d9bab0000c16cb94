/** A file of people is added as a whole or not at all, and each error is named where it is. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { db } from "../../../lib/db/client";
import { countUsers, findUser, findUserForSignIn } from "../../../lib/people/users";
import { temporaryDatabase } from "../../support/database";
import { addPerson } from "../../support/people";
import { usersCommand } from "../../support/users-command";
import { verifyPassword } from "../../support/verify-password";

const { folder } = temporaryDatabase();

function importFile(content: string | Uint8Array, ...options: string[]) {
  writeFileSync(join(folder, "people.csv"), content);
  return usersCommand(["import", "people.csv", ...options], { folder });
}

const APPENDIX = `username,email,groups,password_hash
alice,alice@example.com,analysts,scrypt:32768:8:1$HtB7iBw3ZGspBOHX$36879fd912db96322af2c33c3eb3fd0142ca2ec51988f332cc477b89c012449e5562487b410264b02d495d785780d0099e9130b42c4f61d7bc9166b93f7d1626
bob,bob@example.com,finance;analysts,scrypt:32768:8:1$j2rFpuXSr2D5t4Ij$9436a942b25f93054d3c96e54dcdd342c97f86515e09aafecd564984c22beb991029b70a89164215590ec131be4e13a12e043f4572ceb06576f86f925b1b9d65
`;
const GOOD = "rumba tinfoil lantern";

describe("a good file", () => {
  it("is only told of with --dry-run", async () => {
    const { status, out, err } = await importFile(APPENDIX, "--dry-run");
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("Would make the group analysts, which does not exist.");
    expect(out).toContain("Would add 2 users:");
    expect(out).toMatch(/bob +bob +bob@example.com +finance, analysts +hash kept/);
    expect(await countUsers()).toBe(0);
    expect(await db().group.count()).toBe(0);
  });

  it("of another application’s hashes lets the same people sign in", async () => {
    const { status, out } = await importFile(APPENDIX);
    expect(status).toBe(0);
    expect(out).toContain("Added 2 users.");
    for (const [name, password] of [
      ["alice", "secret123"],
      ["bob@example.com", "pa$$w0rd"],
    ] as const) {
      const user = await findUserForSignIn(name);
      expect(await verifyPassword(password, user?.passwordHash ?? null)).toEqual({
        ok: true,
        upgrade: true,
      });
    }
    expect((await findUser("bob"))?.groups).toEqual(["analysts", "finance"]);
    expect(await db().auditEvent.count({ where: { action: "user.created" } })).toBe(2);
  });

  it("may have a BOM, CRLF, quotes, empty lines, other case in its heading, and few columns", async () => {
    const file = `\ufeffPassword,UserName,Name\r\n\r\n"${GOOD}, ""quoted""",carol,"Jones, Carol"\r\n${GOOD} ,dora,\r\n`;
    expect((await importFile(file)).err).toBe("");
    expect(await findUser("carol")).toMatchObject({ displayName: "Jones, Carol", email: null });
    const passwords = { carol: `${GOOD}, "quoted"`, dora: `${GOOD} ` };
    for (const [name, password] of Object.entries(passwords)) {
      const user = await findUserForSignIn(name);
      expect((await verifyPassword(password, user?.passwordHash ?? null)).ok).toBe(true);
    }
  });

  it("may have five thousand people", async () => {
    const row = (i: number) => `p${i},p${i}@example.org,$2b$10$${"a".repeat(53)},many`;
    const rows = Array.from({ length: 5000 }, (_, i) => row(i));
    const { err, out } = await importFile(
      `username,email,password_hash,groups\n${rows.join("\n")}`,
    );
    expect({ err, added: out.includes("Added 5000 users.") }).toEqual({ err: "", added: true });
  }, 60_000);
});

describe("a file with errors", () => {
  it("names each by line and column, and writes nothing", async () => {
    await addPerson("taken", { email: "taken@example.com" });
    const before = await countUsers();
    const { status, out, err } = await importFile(
      [
        "username,email,name,groups,password,password_hash",
        `,,,,${GOOD},`,
        `ok,not-an-address,,,${GOOD},`,
        `TAKEN,Taken@example.com,,,${GOOD},`,
        `Ann,ann@example.com,,"a,b",${GOOD},`,
        `ANN,ANN@example.com,,,${GOOD},`,
        "short,,,,short,",
        "plain,,,,,md5:abc",
        `both,,,,${GOOD},$2b$10$${"a".repeat(53)}`,
        "neither,,,,,",
        `a b,,"x\ty",,${GOOD},`,
      ].join("\n"),
    );
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err.split("\n")).toEqual([
      "line 2, column username: is missing",
      "line 2, column name: is missing",
      "line 3, column email: is not an e-mail address",
      "line 4, column username: TAKEN is taken by somebody who has an account",
      "line 4, column email: Taken@example.com is taken by somebody who has an account",
      "line 5, column groups: has a comma, semicolon or control character",
      "line 6, column username: ANN is on line 5 already",
      "line 6, column email: ANN@example.com is on line 5 already",
      "line 7, column password: is not accepted. Use at least 12 characters.",
      "line 8, column password_hash: is none that Foyer can verify: bcrypt ($2a$, $2b$), Werkzeug’s scrypt and pbkdf2:sha256",
      "line 9, column password_hash: is given beside a password; give one",
      "line 10, column password: is missing, and so is password_hash",
      expect.stringMatching(/^line 11, column username: may have letters/),
      "line 11, column name: has control characters",
      "Nothing was written: 14 errors in the file.",
      "",
    ]);
    expect(await countUsers()).toBe(before);
  });

  it.each([
    ["nothing in it", "", "line 1: the file is empty"],
    ["semicolons", "username;password\nx;y", "line 1: columns are separated by commas"],
    ["an unknown column", "username,password,role\n", "line 1, column role: is not a column"],
    ["a column twice", "username,password,username\n", "line 1, column username: is there twice"],
    ["no username", "email,password\n", "line 1, column username: is missing"],
    ["no password", "username,email\n", "line 1: there is neither a column password"],
    [
      "a cell too many",
      `username,password\nx,${GOOD},z\n`,
      "line 2: has 3 cells, and the heading has 2",
    ],
    ["an open quote", 'username,password\n"x,y\n', "a quotation mark is opened and never closed"],
    ["a stray quote", 'username,password\nx,y"z\n', "line 2: a quotation mark is out of place"],
    [
      "UTF-16",
      Buffer.from("\ufeffusername,password", "utf16le"),
      "line 1: the file is not UTF-8 text",
    ],
    ["5,001 rows", `username,password\n${"x,y\n".repeat(5001)}`, "more than 5000 rows"],
    ["more than 5 MB", "x".repeat(5 * 2 ** 20 + 1), "line 1: the file is larger than 5 MB"],
  ])("%s", async (_, content, words) => {
    const { status, err } = await importFile(content);
    expect(err).toContain(words);
    expect(status).toBe(1);
  });

  it("that is not there", async () => {
    const { status, err } = await usersCommand(["import", "nowhere.csv"], { folder });
    expect(status).toBe(1);
    expect(err).toMatch(/^The file can’t be read: .*nowhere\.csv/);
  });
});
