/** Rows of Device: browsers in which a person has signed in before. */
import { db } from "../db/client";

/** Whether this person has signed in on the device before. */
export async function isKnownDevice(tokenHash: string, userId: string): Promise<boolean> {
  return (await db().device.count({ where: { tokenHash, userId } })) > 0;
}

/** Whether anybody has signed in on the device before. */
export async function deviceExists(tokenHash: string): Promise<boolean> {
  return (await db().device.count({ where: { tokenHash } })) > 0;
}

/**
 * Who has signed in on each of these devices, by its hash: of several people the latest. Devices that
 * nobody has signed in on are left out.
 */
export async function findDeviceUsers(tokenHashes: string[]): Promise<Map<string, string>> {
  const rows = await db().device.findMany({
    where: { tokenHash: { in: tokenHashes } },
    orderBy: { lastUsedAt: "asc" },
    select: { tokenHash: true, userId: true },
  });
  return new Map(rows.map(({ tokenHash, userId }) => [tokenHash, userId]));
}

/** Notes that the person signed in on the device now. */
export async function upsertDevice(tokenHash: string, userId: string): Promise<void> {
  const now = new Date();
  await db().device.upsert({
    where: { tokenHash_userId: { tokenHash, userId } },
    create: { tokenHash, userId, lastUsedAt: now },
    update: { lastUsedAt: now },
  });
}
