/** Sessions that begin and end, each with its event in the audit log, all or nothing. */
import { audited } from "../audit/audit";
import { db, type Transaction } from "../db/client";
import { removeSessionsOf } from "../db/sessions";

/** What a session that a provider began has besides. */
export interface ProviderPart {
  id: string;
  accountId: string;
  sid: string | null;
  /** Encrypted. */
  tokens: string;
  groupsDueAt: Date | null;
}

export interface NewSession extends Partial<ProviderPart> {
  tokenHash: string;
  userId: string;
  method: string;
  persistent: boolean;
  expiresAt: Date;
  ip: string | null;
  userAgent: string | null;
}

/** Adds a session that starts at the user's present rights; gives their username. */
export async function addSession(
  tx: Transaction,
  session: NewSession,
): Promise<{ username: string }> {
  const { rightsVersion, username } = await tx.user.findUniqueOrThrow({
    where: { id: session.userId },
    select: { rightsVersion: true, username: true },
  });
  await tx.session.create({ data: { ...session, rightsVersion } });
  return { username };
}

/**
 * Signs somebody in: adds the session, ends the one that the browser had (`replaces`, its token's
 * hash), and writes that down, all or nothing.
 */
export async function beginSession(session: NewSession, replaces: string | null): Promise<void> {
  await audited(async (tx, record) => {
    const { username } = await addSession(tx, session);
    if (replaces !== null) await tx.session.deleteMany({ where: ofToken(replaces) });
    const { method: via, ip } = session;
    const who = { actor: username, subject: username };
    await record({ ...who, action: "session.started", outcome: "success", via, ip });
  });
}

export interface EndedSession {
  id: string;
  userId: string;
  username: string;
  method: string;
  /** What the provider gave, encrypted. */
  tokens: string | null;
}

/**
 * Ends the session that has this token, now or until its last rotation, and writes that down, all
 * or nothing. Says whose it was; null when there was none.
 */
export async function removeSession(
  hash: string,
  by: { via: string; ip: string | null },
): Promise<EndedSession | null> {
  const user = { select: { id: true, username: true } };
  const select = { id: true, method: true, tokens: true, user };
  const row = await db().session.findFirst({ where: ofToken(hash), select });
  if (!row) return null;
  const { id, method, tokens } = row;
  const { id: userId, username } = row.user;
  return audited(async (tx, record) => {
    const { count } = await tx.session.deleteMany({ where: { id } });
    if (count === 0) return null;
    const who = { actor: username, subject: username };
    await record({ ...by, ...who, action: "session.ended", outcome: "success" });
    return { id, method, tokens, userId, username };
  });
}

function ofToken(hash: string) {
  return { OR: [{ tokenHash: hash }, { previousHash: hash }] };
}

/** Ends every session of a person but the one that stays. */
export async function endOtherSessions(
  { userId, username }: { userId: string; username: string },
  staysId: string,
  by: { via: string; ip: string | null },
): Promise<void> {
  await audited(async (tx, record) => {
    await removeSessionsOf(tx, userId, staysId);
    const who = { actor: username, subject: username };
    await record({ ...by, ...who, action: "session.others-ended", outcome: "success" });
  });
}
