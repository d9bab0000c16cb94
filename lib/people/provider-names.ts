/** A person's name and address as their provider has them: followed at each sign-in there. */

import { nameKey } from "../access/name-key";
import type { Transaction } from "../db/client";

export interface ProviderNames {
  /** Null when the provider gives none that could be one here. */
  displayName: string | null;
  /** Null, or one that the provider vouches for. */
  email: string | null;
}

/**
 * Writes what differs. An address that somebody else has is left alone, and so is what the provider
 * doesn't say. Gives the changed fields as one list, or nothing.
 */
export async function syncNames(
  tx: Transaction,
  userId: string,
  { displayName, email }: ProviderNames,
): Promise<[string[]] | []> {
  const now = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { displayName: true, email: true },
  });
  const data: { displayName?: string; email?: string; emailKey?: string } = {};
  if (displayName !== null && displayName !== now.displayName) data.displayName = displayName;
  if (email !== null && email !== now.email) {
    const emailKey = nameKey(email);
    const owner = await tx.user.findUnique({ where: { emailKey }, select: { id: true } });
    if (!owner || owner.id === userId) Object.assign(data, { email, emailKey });
  }
  const fields = [
    ...(data.displayName === undefined ? [] : ["name"]),
    ...(data.email === undefined ? [] : ["email"]),
  ];
  if (fields.length === 0) return [];
  await tx.user.update({ where: { id: userId }, data, select: { id: true } });
  return [fields];
}
