/** Counts what sign-ins leave behind. */

import { inDatabase } from "../sign-in";
import { expect } from "../test";

/** How many of each there are, and the last line of the audit log. */
export async function census(databaseFile: string) {
  return inDatabase(databaseFile, async (db) => ({
    users: await db.user.count(),
    accounts: await db.account.count(),
    sessions: await db.session.count(),
    memberships: await db.membership.count(),
    audit: await db.auditEvent.count(),
    last: await db.auditEvent.findFirst({ orderBy: { id: "desc" } }),
  }));
}

/**
 * Expects that what is done leaves no user, account, session or group behind, and one line in the
 * audit log, which says that it was refused. Gives that line.
 */
export async function expectRefused(databaseFile: string, act: () => Promise<void>) {
  const { audit, last: _, ...before } = await census(databaseFile);
  await act();
  const { audit: lines, last, ...after } = await census(databaseFile);
  expect(after).toEqual(before);
  expect(lines - audit, "lines in the audit log").toBe(1);
  expect(last?.outcome).toBe("failure");
  return last;
}
