/** A person's first sign-in by a provider: user and account in one, under a name nobody has. */
import { randomUUID } from "node:crypto";
import { nameKey } from "../access/name-key";
import { type AuditContext, audited } from "../audit/audit";
import { db } from "../db/client";
import type { ProviderAccount } from "./accounts";
import { leftOutEvents } from "./left-out-groups";
import { setProviderGroups } from "./provider-groups";

export interface ProvisionedUser extends ProviderAccount {
  username: string;
  /** The name the provider gave, if somebody else has it. */
  usernameWanted: string | null;
  /** Null, or one that the provider vouches for. It is left out if somebody has it. */
  email: string | null;
  displayName: string;
}

/** Adds the person. Throws Prisma's P2002 when name or account were taken meanwhile: try again. */
export async function provisionUser(
  user: ProvisionedUser,
  by: AuditContext,
): Promise<{ accountId: string; userId: string }> {
  const { username, usernameWanted, email, displayName, groups, leftOut, ...account } = user;
  const free = email !== null && !(await isTaken({ emailKey: nameKey(email) }));
  const [userId, accountId] = [randomUUID(), randomUUID()];
  return audited(async (tx, record) => {
    await tx.user.create({
      data: {
        id: userId,
        username,
        usernameKey: nameKey(username),
        usernameWanted,
        displayName,
        email: free ? email : null,
        emailKey: free ? nameKey(email) : null,
      },
      select: { id: true },
    });
    await tx.account.create({ data: { ...account, id: accountId, userId } });
    const { added } = await setProviderGroups(tx, { userId, accountId }, groups);
    const event = { ...by, actor: username, outcome: "success", subject: username } as const;
    const detail = { groups: added, provider: account.provider };
    const created = { ...event, action: "user.created", detail };
    await record(created, ...leftOutEvents({ ...by, actor: username }, username, leftOut));
    return { accountId, userId };
  });
}

/** `wanted`, or with a number after it when somebody has that name already. */
export async function freeUsername(wanted: string): Promise<string> {
  for (let n = 1; n <= 99; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!(await isTaken({ usernameKey: nameKey(name) }))) return name;
  }
  return `${wanted}-${randomUUID().slice(0, 8)}`;
}

async function isTaken(where: { usernameKey: string } | { emailKey: string }): Promise<boolean> {
  return (await db().user.findUnique({ where, select: { id: true } })) !== null;
}
