/** Sessions that a provider began: their tokens, their next reading of groups, their end from there. */

import { type AuditContext, audited } from "../../../audit/audit";
import { db } from "../../../db/client";
import { groupEvents } from "../../../people/accounts";
import { setProviderGroups } from "../../../people/provider-groups";

export interface ProviderSession {
  id: string;
  userId: string;
  tokens: string | null;
  groupsDueAt: Date | null;
  groupsFailingSince: Date | null;
  user: { username: string };
  account: { id: string; provider: string; issuer: string; subject: string } | null;
}

/** What reading groups again needs to know of a session. */
export async function findProviderSession(id: string): Promise<ProviderSession | null> {
  return db().session.findUnique({
    where: { id },
    select: {
      id: true,
      userId: true,
      tokens: true,
      groupsDueAt: true,
      groupsFailingSince: true,
      user: { select: { username: true } },
      account: { select: { id: true, provider: true, issuer: true, subject: true } },
    },
  });
}

/** Claims the reading of groups that is due: of all that try, in any process, one gets true. */
export async function claimGroups(id: string, due: Date, until: Date): Promise<boolean> {
  const unclaimed = [{ groupsClaimedUntil: null }, { groupsClaimedUntil: { lt: new Date() } }];
  const where = { id, groupsDueAt: due, OR: unclaimed };
  const { count } = await db().session.updateMany({ where, data: { groupsClaimedUntil: until } });
  return count === 1;
}

/** Keeps tokens that took the place of others. */
export async function keepTokens(id: string, tokens: string): Promise<void> {
  await db().session.updateMany({ where: { id }, data: { tokens } });
}

/** Notes that groups could not be read, and when to try again. */
export async function noteGroupsFailure(id: string, since: Date, due: Date): Promise<void> {
  const data = { groupsFailingSince: since, groupsDueAt: due, groupsClaimedUntil: null };
  await db().session.updateMany({ where: { id }, data });
}

/** Writes the groups that were read, and when to read them next. */
export async function saveGroups(
  session: ProviderSession,
  groups: readonly string[],
  due: Date,
  by: AuditContext,
): Promise<void> {
  const { id, userId, account, user } = session;
  if (!account) return;
  await audited(async (tx, record) => {
    const data = { groupsDueAt: due, groupsFailingSince: null, groupsClaimedUntil: null };
    await tx.session.updateMany({ where: { id }, data });
    const changes = await setProviderGroups(tx, { userId, accountId: account.id }, groups);
    await record(...groupEvents(by, user.username, changes));
  });
}

/** Ends a session because its provider no longer stands by it. */
export async function endProviderSession(
  session: ProviderSession,
  reason: string,
  by: AuditContext,
) {
  await audited(async (tx, record) => {
    const { count } = await tx.session.deleteMany({ where: { id: session.id } });
    if (count === 0) return;
    const event = { ...by, action: "session.ended", outcome: "success" } as const;
    await record({ ...event, subject: session.user.username, detail: { reason } });
  });
}

/**
 * Ends the sessions of a provider's own session `sid`; without one, or for those that never learnt
 * theirs, all of the person `subject`. Writes down whose they were, or that there were none.
 */
export async function endSessionsFrom(
  issuer: string,
  { sid, subject }: { sid: string | undefined; subject: string | undefined },
  by: AuditContext,
): Promise<void> {
  const account = { issuer, ...(subject === undefined ? {} : { subject }) };
  const unnamed = subject === undefined ? [] : [{ sid: null }];
  const where = { account, ...(sid === undefined ? {} : { OR: [{ sid }, ...unnamed] }) };
  await audited(async (tx, record) => {
    const select = { id: true, user: { select: { username: true } } };
    const rows = await tx.session.findMany({ where, select });
    await tx.session.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
    const people = [...new Set(rows.map(({ user }) => user.username))];
    const event = { ...by, action: "session.ended", outcome: "success" } as const;
    const subjects = people.length > 0 ? people : [null];
    await record(...subjects.map((username) => ({ ...event, subject: username })));
  });
}
