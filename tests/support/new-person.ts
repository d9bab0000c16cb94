/** People of a test's own, so that tests don't get into each other's way. */
import { randomUUID } from "node:crypto";
import { nameKey } from "@/lib/access/name-key";
import { hash } from "@/lib/sign-in/password/hashes/worker.mjs";
import { inDatabase } from "./sign-in";

export interface NewPerson {
  id: string;
  username: string;
  password: string;
}

/** Adds a person straight to a server's database. */
export async function newPerson(
  server: { databaseFile: string },
  options: { password?: string; groups?: string[]; disabled?: boolean } = {},
): Promise<NewPerson> {
  const username = `test-${randomUUID().slice(0, 8)}`;
  const password = options.password ?? "a password of their own";
  const passwordHash = hash({ password, cost: 10 });
  return inDatabase(server.databaseFile, async (db) => {
    const { id } = await db.user.create({
      data: {
        username,
        usernameKey: username,
        email: `${username}@example.com`,
        emailKey: `${username}@example.com`,
        displayName: username,
        passwordHash,
        disabledAt: options.disabled ? new Date() : null,
      },
    });
    for (const name of options.groups ?? []) {
      const group = await db.group.findUniqueOrThrow({ where: { nameKey: nameKey(name) } });
      await db.membership.create({ data: { userId: id, groupId: group.id } });
    }
    return { id, username, password };
  });
}
