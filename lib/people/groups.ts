/** Rows of Group: names by which access rules speak of people. */

import { ADMINS, nameKey } from "../access/name-key";
import { db, type Transaction } from "../db/client";
import { checked, groupName } from "./user-fields";

const select = { id: true, name: true, nameKey: true };

/** Names of all groups, sorted. */
export async function listGroups(): Promise<string[]> {
  const rows = await db().group.findMany({ select: { name: true }, orderBy: { nameKey: "asc" } });
  return rows.map(({ name }) => name);
}

/** Checks the names of groups that would have to be made. Throws `invalid-input`. */
export async function checkNewGroups(tx: Transaction, names: readonly string[]): Promise<void> {
  const keys = new Set((await existingOf(tx, names.map(nameKey))).map((group) => group.nameKey));
  for (const name of names) if (!keys.has(nameKey(name))) checked("group", groupName, name);
}

/** The groups of these names by key; those that do not exist yet are made, and named in `created`. */
export async function ensureGroups(
  tx: Transaction,
  names: readonly string[],
): Promise<{ byKey: Map<string, { id: string; name: string }>; created: string[] }> {
  const wanted = new Map(names.map((name) => [nameKey(name), name]));
  const existing = await existingOf(tx, [...wanted.keys()]);
  for (const { nameKey: key } of existing) wanted.delete(key);
  const made = await tx.group.createManyAndReturn({
    data: [...wanted].map(([nameKey, name]) => ({
      name: checked("group", groupName, name),
      nameKey,
    })),
    select,
  });
  const byKey = new Map([...existing, ...made].map((group) => [group.nameKey, group]));
  return { byKey, created: made.map(({ name }) => name) };
}

/** Groups that exist keep their names, whatever the rules for new ones say by now. */
async function existingOf(tx: Transaction, keys: string[]) {
  return tx.group.findMany({ where: { nameKey: { in: keys } }, select });
}

/** How many people who may sign in are in the group of administrators. */
export async function countAdmins(tx: Transaction): Promise<number> {
  return tx.user.count({
    where: { disabledAt: null, memberships: { some: { group: { nameKey: ADMINS } } } },
  });
}
