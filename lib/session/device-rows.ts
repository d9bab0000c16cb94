/** Rows of Device: browsers in which a person has signed in before. */
import { db } from "../db/client";

/** Whether this person has signed in on the device before. */
export async function isKnownDevice(handleHash: string, userId: string): Promise<boolean> {
  return (await db().device.count({ where: { handleHash, userId } })) > 0;
}

/** Whether anybody has signed in on the device before. */
export async function deviceExists(handleHash: string): Promise<boolean> {
  return (await db().device.count({ where: { handleHash } })) > 0;
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
