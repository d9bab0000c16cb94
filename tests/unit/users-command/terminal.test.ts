/** Somebody at a terminal is asked for passwords, which never show, and before anything is lost. */
import { describe, expect, it } from "vitest";
import { findUser, findUserForSignIn } from "../../../lib/people/users";
import { temporaryDatabase } from "../../support/database";
import { addPerson } from "../../support/people";
import { atTerminal } from "../../support/users-command";
import { verifyPassword } from "../../support/verify-password";

temporaryDatabase();
const GOOD = "rumba tinfoil lantern";

const passwordIs = async (name: string, password: string) =>
  (await verifyPassword(password, (await findUserForSignIn(name))?.passwordHash ?? null)).ok;

describe("a password", () => {
  it("is asked for twice and does not show", async () => {
    const { status, out, err } = await atTerminal(["add", "dave"], [`${GOOD}\r`, `${GOOD}\r`]);
    expect(status).toBe(0);
    expect(err).toContain("Password for dave:");
    expect(err).toContain("The same again:");
    for (const word of GOOD.split(" ")) expect(out + err).not.toContain(word);
    expect(await passwordIs("dave", GOOD)).toBe(true);
  });

  it("is asked for again when it is not accepted, or not the same", async () => {
    const other = "quite another one";
    const typed = ["short\r", `${GOOD}\r`, `${other}\r`, `${other}\r`, `${other}\r`];
    const { status, err } = await atTerminal(["set-password", "dave"], typed);
    expect(status).toBe(0);
    expect(err).toContain("Use at least 12 characters.");
    expect(err).toContain("Those were not the same.");
    expect(await passwordIs("dave", other)).toBe(true);
  });

  it("is not asked for when the name can’t be used anyway", async () => {
    const { status, err } = await atTerminal(["add", "DAVE"], []);
    expect({ status, err }).toEqual({ status: 1, err: "DAVE is taken.\n" });
  });

  it("may be given up: nothing is changed", async () => {
    const { status, err } = await atTerminal(["add", "erin"], [`${GOOD}\r`, "\u0003"]);
    expect(status).toBe(1);
    expect(err).toContain("Cancelled. Nothing was changed.");
    expect(await findUser("erin")).toBeNull();
  });
});

describe("remove", () => {
  it.each(["n\r", "\r", "yep\r"])("does nothing on %j", async (answer) => {
    const { status, err } = await atTerminal(["remove", "dave"], [answer]);
    expect(status).toBe(1);
    expect(err).toContain("Remove dave for good? [y/N]");
    expect(err).toContain("Nothing was changed.");
    expect(await findUser("dave")).not.toBeNull();
  });

  it("removes on y, and names the e-mail address too", async () => {
    await addPerson("fred", { email: "fred@example.com" });
    const { status, err } = await atTerminal(["remove", "fred"], ["y\r"]);
    expect(status).toBe(0);
    expect(err).toContain("Remove fred (fred@example.com) for good?");
    expect(await findUser("fred")).toBeNull();
  });
});
