/** `npm run users -- …` in a process of its own, beside one that has the database open. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listUsers } from "../../../lib/people/users";
import { temporaryDatabase } from "../../support/database";
import { usersProcess } from "../../support/users-command";

const { folder } = temporaryDatabase();
const password = { input: "rumba tinfoil lantern\n" };

it("does everything from adding to removing", async () => {
  const steps: [string[], RegExp, object?][] = [
    [
      ["add", "dave", "--group", "finance", "--password-stdin"],
      /^Added dave \(finance\)\.$/m,
      password,
    ],
    [["list", "--json"], /"username": "dave"/],
    [["show", "DAVE"], /^Groups: +finance$/m],
    [["set-groups", "dave", "analysts"], /^dave is now in: analysts\.$/m],
    [["set-password", "dave", "--password-stdin"], /^Changed the password of dave/, password],
    [["disable", "dave"], /^Disabled dave/],
    [["enable", "dave"], /^Enabled dave/],
    [["remove", "dave", "--yes"], /^Removed dave/],
    [["list"], /^There are no users yet/],
  ];
  for (const [args, words, setting] of steps) {
    const { status, out, err } = await usersProcess(args, setting);
    expect({ args, status, err }).toEqual({ args, status: 0, err: "" });
    expect(out).toMatch(words);
  }
}, 120_000);

it("reads a file from where it was typed", async () => {
  const hash = `$2b$10$${"a".repeat(53)}`;
  writeFileSync(join(folder, "people.csv"), `username,password_hash\nerin,${hash}\n`);
  const { status, out } = await usersProcess(["import", "people.csv"], { folder });
  expect({ status, out }).toEqual({ status: 0, out: "Added 1 user.\n" });
  expect((await listUsers()).map(({ username }) => username)).toEqual(["erin"]);
}, 30_000);

it("passes its exit status on, and says why on standard error", async () => {
  const refused = await usersProcess(["show", "nobody"]);
  expect(refused).toEqual({ status: 1, out: "", err: 'There is no user "nobody".\n' });
  const wrong = await usersProcess(["frobnicate"]);
  expect(wrong).toMatchObject({ status: 2, out: "" });
}, 30_000);

it("makes the database when it is there before the first start", async () => {
  const earlier = process.env.DATABASE_URL;
  process.env.DATABASE_URL = `file:${join(folder, "first/foyer.db")}`;
  const { status, out } = await usersProcess(["list"]);
  process.env.DATABASE_URL = earlier;
  expect(status).toBe(0);
  expect(out).toMatch(/^There are no users yet/);
}, 30_000);
