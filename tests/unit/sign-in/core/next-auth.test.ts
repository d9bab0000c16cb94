/** What next-auth answers about a session: whose it is, nobody's, or that it can't be known now. */
import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { sessionCookie } from "@/lib/session/cookies";
import { startSession } from "@/lib/session/session";
import { newToken } from "@/lib/session/tokens";
import { runNextAuth } from "@/lib/sign-in/core/next-auth";
import { temporaryDatabase } from "../../../support/database";

temporaryDatabase();

const origin = "http://localhost:3000";
const read = (token: string) =>
  runNextAuth({
    method: "GET",
    action: "session",
    cookies: { [sessionCookie().name]: token },
    origin,
  });

async function signedIn(): Promise<string> {
  const user = await db().user.create({
    data: { username: "zoe", usernameKey: "zoe", displayName: "Zoe" },
  });
  const facts = { userId: user.id, method: "password", persistent: false };
  return (await startSession({ ...facts, ip: null, userAgent: null })).token;
}

it("names the person of a live session, and nobody for any other", async () => {
  const token = await signedIn();
  expect((await read(token)).body).toMatchObject({ user: { name: "zoe" } });
  expect((await read(newToken())).body).toEqual({});
});

it("does not take a session that can't be read for none", async () => {
  await db().$executeRawUnsafe('ALTER TABLE "Session" RENAME TO "SessionAway"');
  try {
    await expect(read(newToken())).rejects.toMatchObject({ code: "unavailable" });
  } finally {
    await db().$executeRawUnsafe('ALTER TABLE "SessionAway" RENAME TO "Session"');
  }
});
