/** Sessions: a random token in a cookie, everything else in the database and read at each request. */
import type { Principal, Viewer, ViewerFacts, Visitor } from "../access/policy";
import { asUnavailable, isUnavailable, waitingAtMost } from "../db/client";
import { rotateToken } from "../db/sessions";
import { findSession, type SessionRow } from "./find-session";
import { refreshGroupsOf } from "./group-refresh";
import {
  beginSession,
  type EndedSession,
  type ProviderPart,
  removeSession,
} from "./session-changes";
import { lastUseOf, recordUse } from "./session-use";
import { hashToken, isToken, newToken } from "./tokens";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Ages in milliseconds: since the last use, and since sign-in. */
export const sessionLifetimes = {
  ordinary: { idle: 30 * MINUTE, absolute: DAY / 2 },
  persistent: { idle: 7 * DAY, absolute: 30 * DAY },
};

/** `lastUsedAt` is written at most this often, so that reading a page is seldom a write. */
const TOUCH_EVERY = MINUTE;

/** How long a replaced token is honoured, for requests that were already under way. */
const ROTATION_GRACE = MINUTE;

/** How long a request waits for the database to replace a token, in milliseconds: others' writes are short. */
const ROTATION_WAIT = 250;

/** Nobody: the one place where a `Visitor` is made. */
export const visitor = { signedIn: false } as Visitor;

export interface NewSessionRequest {
  userId: string;
  method: string;
  persistent: boolean;
  ip: string | null;
  userAgent: string | null;
  /** The token of the session that the browser has so far; others may know it, so it ends. */
  replaces?: string | undefined;
  /** When a provider signed the person in. */
  provider?: ProviderPart;
}

/** Starts a session, in the audit log too, and gives its token, which is known nowhere else. */
export async function startSession(
  request: NewSessionRequest,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const { absolute } = request.persistent ? sessionLifetimes.persistent : sessionLifetimes.ordinary;
  const expiresAt = new Date(Date.now() + absolute);
  const { provider, replaces, ...rest } = request;
  const userAgent = request.userAgent?.slice(0, 300) ?? null;
  await beginSession(
    { ...rest, ...provider, userAgent, tokenHash: hashToken(token), expiresAt },
    isToken(replaces) ? hashToken(replaces) : null,
  );
  return { token, expiresAt };
}

/**
 * The live session of a token, or null; groups that a provider gave are read again when it is
 * time. Throws `unavailable` when the database is away.
 */
export async function liveSession(token: string | undefined): Promise<SessionRow | null> {
  if (!isToken(token)) return null;
  try {
    const row = await findSession(hashToken(token));
    if (!row || row.user.disabledAt) return null;
    const now = new Date();
    const { idle } = row.persistent ? sessionLifetimes.persistent : sessionLifetimes.ordinary;
    const unused = now.getTime() - lastUseOf(row).getTime();
    if (now >= row.expiresAt || unused >= idle) return null;
    if (unused >= TOUCH_EVERY) await recordUse(row.id, now);
    const stale = row.groupsDueAt !== null && row.groupsDueAt <= now;
    if (!stale) return row;
    if (!(await refreshGroupsOf(row))) return row;
    const fresh = await findSession(hashToken(token));
    return fresh?.user.disabledAt ? null : fresh;
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** Whoever has this session: the person, or nobody. */
export function principalOfRow(row: SessionRow | null): Principal {
  return row ? viewerOf(row) : visitor;
}

/** The person of a live session. The one place where a `Viewer` is made. */
export function viewerOf({ id, userId, method, createdAt, expiresAt, user }: SessionRow): Viewer {
  const { username, displayName, email, groups } = user;
  const session = { id, method, signedInAt: createdAt, expiresAt };
  const facts: ViewerFacts = {
    signedIn: true,
    userId,
    username,
    displayName,
    email,
    groups,
    session,
  };
  return facts as Viewer;
}

/** Ends the session of a token at once, in the audit log too; says whose it was. */
export async function endSession(
  token: string | undefined,
  by: { via: string; ip: string | null },
): Promise<EndedSession | null> {
  return isToken(token) ? removeSession(hashToken(token), by) : null;
}

/**
 * Gives a session whose person's rights have changed a new token, or null when there is nothing
 * to do or it can't be done now. A token that leaked before somebody got more rights is worth
 * nothing after.
 */
export async function rotateIfRightsChanged(
  row: SessionRow,
  token: string,
): Promise<string | null> {
  const { rightsVersion } = row.user;
  if (!row.current || row.rightsVersion === rightsVersion) return null;
  const next = newToken();
  const hashes = { from: hashToken(token), to: hashToken(next) };
  const graceEnd = new Date(Date.now() + ROTATION_GRACE);
  try {
    const rotated = await waitingAtMost(ROTATION_WAIT, () =>
      rotateToken({ id: row.id, rightsVersion }, hashes, graceEnd),
    );
    return rotated ? next : null;
  } catch (error) {
    // The rights themselves are read at each request. The next one tries again.
    if (isUnavailable(error)) return null;
    throw error;
  }
}
