/** Memberships that a provider asserts: their `source` is the account, and local ones are left alone. */
import type { Transaction } from "./client";
import { ensureGroups } from "./groups";

/**
 * Gives a person exactly these groups by this account, and counts a change of rights if there is
 * one. The caller has written in the transaction before.
 */
export async function setProviderGroups(
  tx: Transaction,
  { userId, accountId }: { userId: string; accountId: string },
  names: readonly string[],
): Promise<{ added: string[]; removed: string[] }> {
  const { byKey } = await ensureGroups(tx, names);
  const where = { userId, source: accountId };
  const before = await tx.membership.findMany({ where, select: { group: true } });
  const lost = before.map(({ group }) => group).filter((g) => !byKey.has(g.nameKey));
  const gained = [...byKey.values()].filter((g) => !before.some(({ group }) => group.id === g.id));
  if (lost.length > 0) {
    await tx.membership.deleteMany({ where: { ...where, groupId: { in: lost.map((g) => g.id) } } });
  }
  await tx.membership.createMany({ data: gained.map((g) => ({ ...where, groupId: g.id })) });
  if (lost.length + gained.length > 0) await countChange(tx, userId);
  return { added: gained.map((g) => g.name).sort(), removed: lost.map((g) => g.name).sort() };
}

/** Notes that a person's rights have changed: their sessions get new handles. */
export async function countChange(tx: Transaction, userId: string): Promise<void> {
  const data = { rightsVersion: { increment: 1 } };
  await tx.user.update({ where: { id: userId }, data, select: { id: true } });
}
