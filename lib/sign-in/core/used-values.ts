/** Rows of UsedValue: what counts once only. */
import { createHash } from "node:crypto";
import { db, Prisma } from "../../db/client";

/**
 * Uses a value up; false when somebody has used it before. It is remembered until `expiresAt`,
 * after which it must be worthless by itself. `kind` keeps values of different uses apart.
 */
export async function consumeOnce(kind: string, value: string, expiresAt: Date): Promise<boolean> {
  const hash = createHash("sha256")
    .update(JSON.stringify([kind, value]))
    .digest("hex");
  try {
    await db().usedValue.create({ data: { hash, expiresAt } });
  } catch (error) {
    const known = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (known) return false;
    throw error;
  }
  await db().usedValue.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  return true;
}
