/** Rows of Device: browsers in which a person has signed in before. */
import { db } from "./client";

/** Whether this person has signed in on the device before. */
export async function isKnownDevice(handleHash: string, userId: string): Promise<boolean> {
  return (await db().device.count({ where: { handleHash, userId } })) > 0;
}

/** Whether anybody has signed in on the device before. */
export async function deviceExists(handleHash: string): Promise<boolean> {
  return (await db().device.count({ where: { handleHash } })) > 0;
}

/**
 * Who has signed in on each of these devices, by its hash: of several people the latest. Devices that
 * nobody has signed in on are left out.
 */
export async function findDeviceUsers(handleHashes: string[]): Promise<Map<string, string>> {
  const rows = await db().device.findMany({
    where: { handleHash: { in: handleHashes } },
    orderBy: { lastUsedAt: "asc" },
    select: { handleHash: true, userId: true },
  });
  return new Map(rows.map(({ handleHash, userId }) => [handleHash, userId]));
}

/** Notes that the person signed in on the device now. */
export async function rememberDevice(handleHash: string, userId: string): Promise<void> {
  const now = new Date();
  await db().device.upsert({
    where: { handleHash_userId: { handleHash, userId } },
    create: { handleHash, userId, lastUsedAt: now },
    update: { lastUsedAt: now },
  });
}
