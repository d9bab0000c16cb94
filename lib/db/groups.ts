/** Rows of Group: names by which access rules speak of people. */
import { db, type Transaction } from "./client";
import { nameKey } from "./keys";
import { checked, groupName } from "./user-fields";

/** The group whose members administer Foyer. */
export const ADMINS = "admins";

/** Names of all groups, sorted. */
export async function listGroups(): Promise<string[]> {
  const rows = await db().group.findMany({ select: { name: true }, orderBy: { nameKey: "asc" } });
  return rows.map(({ name }) => name);
}

/** The groups of these names by key; those that do not exist yet are made, and named in `created`. */
export async function ensureGroups(
  tx: Transaction,
  names: readonly string[],
): Promise<{ byKey: Map<string, { id: string; name: string }>; created: string[] }> {
  const wanted = new Map(names.map((name) => [nameKey(name), checked("group", groupName, name)]));
  const where = { nameKey: { in: [...wanted.keys()] } };
  const select = { id: true, name: true, nameKey: true };
  const existing = await tx.group.findMany({ where, select });
  for (const { nameKey: key } of existing) wanted.delete(key);
  const made = await tx.group.createManyAndReturn({
    data: [...wanted].map(([key, name]) => ({ name, nameKey: key })),
    select,
  });
  const byKey = new Map([...existing, ...made].map((group) => [group.nameKey, group]));
  return { byKey, created: made.map(({ name }) => name) };
}

/** How many people who may sign in are in the group of administrators. */
export async function countAdmins(tx: Transaction): Promise<number> {
  return tx.user.count({
    where: { disabledAt: null, memberships: { some: { group: { nameKey: ADMINS } } } },
  });
}
