/** Counts what sign-ins leave behind. */

import { inDatabase } from "../sign-in";
import { expect } from "../test";

/** How many of each there are. */
export async function census(databaseFile: string) {
  return inDatabase(databaseFile, async (db) => ({
    users: await db.user.count(),
    accounts: await db.account.count(),
    sessions: await db.session.count(),
    memberships: await db.membership.count(),
  }));
}

/** The audit log's rows by id; refusals that are alike share one, which counts them. */
async function auditRows(databaseFile: string) {
  const rows = await inDatabase(databaseFile, (db) => db.auditEvent.findMany());
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Expects that what is done leaves no user, account, session or group behind, and one event in the
 * audit log, which says that it was refused. Gives its row. Refusals are written behind the answer.
 */
export async function expectRefused(databaseFile: string, act: () => Promise<void>) {
  const before = await census(databaseFile);
  const earlier = await auditRows(databaseFile);
  await act();
  expect(await census(databaseFile)).toEqual(before);
  const added = async () => {
    const rows = [...(await auditRows(databaseFile)).values()];
    return rows.flatMap((row) => {
      const more = row.count - (earlier.get(row.id)?.count ?? 0);
      return Array<typeof row>(more).fill(row);
    });
  };
  await expect.poll(async () => (await added()).length, "events in the audit log").toBe(1);
  const [row] = await added();
  expect(row?.outcome).toBe("failure");
  return row;
}
