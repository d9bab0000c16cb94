/** Sessions for tests, put straight into a server's database. */
import type { BrowserContext } from "playwright/test";
import { nameKey } from "@/lib/access/name-key";
import { PrismaClient } from "@/lib/db/generated/client";
import { SqliteAdapter } from "@/lib/db/sqlite-adapter";
import { addSession } from "@/lib/session/session-changes";
import { hashToken, newToken } from "@/lib/session/tokens";

const HOUR = 60 * 60 * 1000;

/** Runs `work` on a server's database. */
export async function inDatabase<T>(
  file: string,
  work: (db: PrismaClient) => Promise<T>,
): Promise<T> {
  const db = new PrismaClient({ adapter: new SqliteAdapter(file) });
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

/** A new session of a person, by its token. */
export async function newSession(databaseFile: string, username: string): Promise<string> {
  const token = newToken();
  await inDatabase(databaseFile, async (db) => {
    const user = await db.user.findUniqueOrThrow({ where: { usernameKey: nameKey(username) } });
    await addSession(db, {
      tokenHash: hashToken(token),
      userId: user.id,
      method: "password",
      persistent: false,
      expiresAt: new Date(Date.now() + HOUR),
      ip: "127.0.0.1",
      userAgent: "browser tests",
    });
  });
  return token;
}

/** Signs a browser in as a person; gives the session's token. */
export async function signIn(
  context: BrowserContext,
  server: { url: string; databaseFile: string },
  username: string,
): Promise<string> {
  const token = await newSession(server.databaseFile, username);
  await context.addCookies([
    { name: "foyer.session", value: token, url: server.url, httpOnly: true, sameSite: "Lax" },
  ]);
  return token;
}
