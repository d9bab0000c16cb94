/** Rows of SetupLink: the link on which a deployment's first administrator is made. */
import { db, transaction } from "../../db/client";

/** Replaces whatever link there was. */
export async function replaceSetupLink(tokenHash: string, expiresAt: Date): Promise<void> {
  await db().$transaction([
    db().setupLink.deleteMany(),
    db().setupLink.create({ data: { tokenHash, expiresAt } }),
  ]);
}

/** Whether the link could be used now. */
export async function isSetupLinkOpen(tokenHash: string, now: Date): Promise<boolean> {
  const open = { tokenHash, usedAt: null, expiresAt: { gt: now } };
  return (await db().setupLink.count({ where: open })) === 1 && (await db().user.count()) === 0;
}

/** Uses the link up; false when it was used, is too old, or there are users already. */
export async function consumeSetupLink(tokenHash: string, now: Date): Promise<boolean> {
  return transaction(async (tx) => {
    const open = { tokenHash, usedAt: null, expiresAt: { gt: now } };
    const { count } = await tx.setupLink.updateMany({ where: open, data: { usedAt: now } });
    return count === 1 && (await tx.user.count()) === 0;
  });
}

/** Opens the link again, after the person it was spent on could not be made. */
export async function reopenSetupLink(tokenHash: string): Promise<void> {
  await db().setupLink.updateMany({ where: { tokenHash }, data: { usedAt: null } });
}
