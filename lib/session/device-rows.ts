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

/** Notes that the person signed in on the device now. */
export async function upsertDevice(tokenHash: string, userId: string): Promise<void> {
  const now = new Date();
  await db().device.upsert({
    where: { tokenHash_userId: { tokenHash, userId } },
    create: { tokenHash, userId, lastUsedAt: now },
    update: { lastUsedAt: now },
  });
}
