/** Changes of a person's rights. They hold from the person's next request: rights are read each time. */

import { ADMINS } from "../access/name-key";
import { type AuditContext, audited } from "../audit/audit";
import { Prisma, type Transaction } from "../db/client";
import { removeSessionsOf } from "../db/sessions";
import { AppError } from "../errors/app-error";
import { countAdmins, ensureGroups } from "./groups";
import { LOCAL } from "./provider-groups";

/** `force` lets the last administrator be taken away. */
export interface ChangeOptions {
  force?: boolean;
}

/** Thrown when a change would leave nobody to administer Foyer. */
export class LastAdminError extends AppError {
  constructor(title: string) {
    super("invalid-input", { title });
  }
}

/** Gives a person exactly these groups; groups that do not exist are made. Throws `not-found`. */
export async function setGroups(
  userId: string,
  names: readonly string[],
  by: AuditContext,
  options: ChangeOptions = {},
): Promise<{ added: string[]; removed: string[]; createdGroups: string[] }> {
  return audited(async (tx, record) => {
    const subject = await change(tx, userId, {});
    const { byKey, created } = await ensureGroups(tx, names);
    const where = { userId, source: LOCAL };
    const before = await tx.membership.findMany({ where, select: { group: true } });
    const wanted = [...byKey.values()];
    const lost = before.map(({ group }) => group).filter((g) => !byKey.has(g.nameKey));
    const gained = wanted.filter((g) => !before.some(({ group }) => group.id === g.id));
    await tx.membership.deleteMany({ where: { ...where, groupId: { in: lost.map((g) => g.id) } } });
    await tx.membership.createMany({ data: gained.map((g) => ({ userId, groupId: g.id })) });
    const wasAdmin = lost.some((g) => g.nameKey === ADMINS) && !subject.disabledAt;
    if (wasAdmin) await keepAnAdmin(tx, subject.username, options);
    const [added, removed] = [gained.map((g) => g.name).sort(), lost.map((g) => g.name).sort()];
    await record(event(by, "user.groups-changed", subject.username, { added, removed }));
    return { added, removed, createdGroups: created };
  });
}

/** Gives a person a new password and ends their sessions, but for one that may stay. Throws `not-found`. */
export async function setPassword(
  userId: string,
  passwordHash: string,
  by: AuditContext,
  exceptSessionId?: string,
): Promise<void> {
  await audited(async (tx, record) => {
    const { username } = await change(tx, userId, { passwordHash, passwordChangedAt: new Date() });
    await removeSessionsOf(tx, userId, exceptSessionId);
    // Whoever knew the old password may have signed in with it: their devices are no longer known.
    await tx.device.deleteMany({ where: { userId } });
    await record(event(by, "user.password-changed", username));
  });
}

/** Keeps a person from signing in, and ends their sessions. Throws `not-found`. */
export async function disableUser(
  userId: string,
  by: AuditContext,
  options: ChangeOptions = {},
): Promise<void> {
  await audited(async (tx, record) => {
    const { username } = await change(tx, userId, { disabledAt: new Date() });
    await removeSessionsOf(tx, userId);
    if (await isAdmin(tx, userId)) await keepAnAdmin(tx, username, options);
    await record(event(by, "user.disabled", username));
  });
}

/** Lets a disabled person sign in again. Throws `not-found`. */
export async function enableUser(userId: string, by: AuditContext): Promise<void> {
  await audited(async (tx, record) => {
    const { username } = await change(tx, userId, { disabledAt: null });
    await record(event(by, "user.enabled", username));
  });
}

/** Lets a person sign in with a password while PASSWORD_SIGN_IN is off, or no longer. Throws `not-found`. */
export async function setEmergency(userId: string, on: boolean, by: AuditContext): Promise<void> {
  await audited(async (tx, record) => {
    const { username } = await change(tx, userId, { emergency: on });
    await record(event(by, "user.emergency-changed", username, { on }));
  });
}

/** Deletes a person with their sessions; what they did stays in the audit log. Throws `not-found`. */
export async function removeUser(
  userId: string,
  by: AuditContext,
  options: ChangeOptions = {},
): Promise<void> {
  await audited(async (tx, record) => {
    const { username, disabledAt } = await change(tx, userId, {});
    const counted = (await isAdmin(tx, userId)) && !disabledAt;
    await tx.user.delete({ where: { id: userId }, select: { id: true } });
    if (counted) await keepAnAdmin(tx, username, options);
    await record(event(by, "user.removed", username));
  });
}

/**
 * Writes to the person and counts a change of rights, so that sessions get a new token. It comes
 * first in a transaction: one that reads first cannot always write afterwards.
 */
async function change(tx: Transaction, id: string, data: Prisma.UserUpdateInput) {
  try {
    return await tx.user.update({
      where: { id },
      data: { ...data, rightsVersion: { increment: 1 } },
      select: { username: true, disabledAt: true },
    });
  } catch (error) {
    const gone = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025";
    throw gone ? new AppError("not-found", { title: "There is no such user any more." }) : error;
  }
}

async function isAdmin(tx: Transaction, userId: string): Promise<boolean> {
  const where = { userId, group: { nameKey: ADMINS } };
  return (await tx.membership.findFirst({ where, select: { userId: true } })) !== null;
}

/** Called after the change: throws, and so undoes it, when nobody is left to administer Foyer. */
async function keepAnAdmin(tx: Transaction, username: string, { force }: ChangeOptions) {
  if (force || (await countAdmins(tx)) > 0) return;
  throw new LastAdminError(`${username} is the last administrator who can sign in.`);
}

function event(
  by: AuditContext,
  action: string,
  subject: string,
  detail?: Record<string, unknown>,
) {
  return { ...by, action, outcome: "success" as const, subject, ...(detail ? { detail } : {}) };
}
