/** What each request to a private page pays: the session's look-up, in one statement or in Prisma's four. */
import { createHash } from "node:crypto";
import { bench, describe } from "vitest";
import { db } from "@/lib/db/client";
import { createUser } from "@/lib/people/users";
import { findSession } from "@/lib/session/find-session";
import { temporaryDatabase } from "../support/database";
import { newSession } from "../support/sign-in";

const { file } = temporaryDatabase();
let tokenHash: string | undefined;

async function prepared(): Promise<string> {
  if (!tokenHash) {
    const person = { username: "ada", email: null, displayName: "Ada", passwordHash: null };
    const by = { actor: null, via: "bench", ip: null };
    await createUser({ ...person, groups: ["analysts", "finance"] }, by);
    tokenHash = createHash("sha256")
      .update(await newSession(file, "ada"))
      .digest("hex");
  }
  return tokenHash;
}

describe("session look-up", () => {
  bench("one statement", async () => void (await findSession(await prepared())));
  bench("include", async () => {
    const where = { tokenHash: await prepared() };
    const user = { include: { memberships: { include: { group: true } } } };
    await db().session.findUnique({ where, include: { user } });
  });
});
