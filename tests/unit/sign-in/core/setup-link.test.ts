/** The set-up link: good once, for an hour, and only while there is nobody. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { findUser } from "@/lib/people/users";
import { createSetupLink, maySetUp, setUp } from "@/lib/sign-in/core/setup-link";
import { temporaryDatabase } from "../../../support/database";
import { addPerson } from "../../../support/people";

temporaryDatabase();

const HOUR = 3_600_000;
const admin = { username: "ada", email: null, displayName: "Ada", passwordHash: "hash" };
const usedUp = { code: "forbidden", message: "This link has been used, or is too old." };
let token: string;

beforeEach(async () => {
  await db().user.deleteMany();
  token = new URL(await createSetupLink()).searchParams.get("token") ?? "";
});
afterEach(() => vi.useRealTimers());

function inTheFuture(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + milliseconds });
}

describe("the set-up link", () => {
  it("makes the first administrator, once", async () => {
    expect(await maySetUp(token)).toBe(true);
    await setUp(token, admin, null);
    expect((await findUser("ada"))?.groups).toEqual(["admins"]);
    await db().user.deleteMany();
    expect(await maySetUp(token)).toBe(false);
    await expect(setUp(token, admin, null)).rejects.toMatchObject(usedUp);
    expect(await db().user.count()).toBe(0);
  });

  it("is worthless once there is anybody, though nobody has used it", async () => {
    await addPerson("first");
    expect(await maySetUp(token)).toBe(false);
    await expect(setUp(token, admin, null)).rejects.toMatchObject(usedUp);
    expect(await findUser("ada")).toBeNull();
  });

  it("is good for just under an hour", async () => {
    inTheFuture(HOUR - 1000);
    expect(await maySetUp(token)).toBe(true);
    inTheFuture(2000);
    expect(await maySetUp(token)).toBe(false);
    await expect(setUp(token, admin, null)).rejects.toMatchObject(usedUp);
  });

  it("is replaced by the next one", async () => {
    await createSetupLink();
    expect(await maySetUp(token)).toBe(false);
    await expect(setUp(token, admin, null)).rejects.toMatchObject(usedUp);
  });

  it("stays good when the person could not be made", async () => {
    await expect(setUp(token, { ...admin, username: "no good!" }, null)).rejects.toMatchObject({
      code: "invalid-input",
    });
    await setUp(token, admin, null);
    expect(await findUser("ada")).not.toBeNull();
  });

  it.each([undefined, "", "x", "a".repeat(43)])("is not %j", async (guess) => {
    expect(await maySetUp(guess)).toBe(false);
  });
});
