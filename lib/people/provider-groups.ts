/** Memberships that a provider asserts: their `source` is the account, and local ones are left alone. */
import { env } from "../config/env";
import type { Transaction } from "../db/client";
import { ensureGroups } from "./groups";

/** The `source` of memberships that were given here. */
export const LOCAL = "local";

/**
 * Since when a provider must have confirmed its groups, for them to count in sessions that it did
 * not begin; see docs/decisions.
 */
export function confirmedSince(): Date {
  return new Date(Date.now() - env().groupRefresh * 1000);
}

/** Until when groups that were confirmed at a time count in every session of their person. */
export function countsUntil(confirmedAt: Date): Date {
  return new Date(confirmedAt.getTime() + env().groupRefresh * 1000);
}

/**
 * Gives a person exactly these groups by this account, confirmed now, and counts a change of rights
 * if there is one. Does nothing for an account that is gone. The caller has written in the
 * transaction before.
 */
export async function setProviderGroups(
  tx: Transaction,
  { userId, accountId }: { userId: string; accountId: string },
  names: readonly string[],
): Promise<{ added: string[]; removed: string[] }> {
  const account = await tx.account.findUnique({ where: { id: accountId } });
  if (!account) return { added: [], removed: [] };
  const { byKey } = await ensureGroups(tx, names);
  const where = { userId, source: accountId };
  const before = await tx.membership.findMany({ where, select: { group: true } });
  const lost = before.map(({ group }) => group).filter((g) => !byKey.has(g.nameKey));
  const gained = [...byKey.values()].filter((g) => !before.some(({ group }) => group.id === g.id));
  if (lost.length > 0) {
    await tx.membership.deleteMany({ where: { ...where, groupId: { in: lost.map((g) => g.id) } } });
  }
  await tx.membership.createMany({ data: gained.map((g) => ({ ...where, groupId: g.id })) });
  const lapsed = (account.groupsConfirmedAt ?? new Date(0)) <= confirmedSince();
  const data = { groupsConfirmedAt: new Date() };
  await tx.account.update({ where: { id: accountId }, data, select: { id: true } });
  const regained = lapsed && byKey.size > 0 && (await hasOtherSessions(tx, userId, accountId));
  if (lost.length + gained.length > 0 || regained) await incrementRightsVersion(tx, userId);
  return { added: gained.map((g) => g.name).sort(), removed: lost.map((g) => g.name).sort() };
}

/** Whether sessions that this account did not begin get its groups back. */
async function hasOtherSessions(tx: Transaction, userId: string, accountId: string) {
  const others = { OR: [{ accountId: null }, { accountId: { not: accountId } }] };
  return (await tx.session.count({ where: { userId, ...others } })) > 0;
}

/** Notes that a person's rights have changed: their sessions get new tokens. */
export async function incrementRightsVersion(tx: Transaction, userId: string): Promise<void> {
  const data = { rightsVersion: { increment: 1 } };
  await tx.user.update({ where: { id: userId }, data, select: { id: true } });
}
