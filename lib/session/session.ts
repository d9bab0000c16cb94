/** Sessions: a random handle in a cookie, everything else in the database and read at each request. */
import { cookies } from "next/headers";
import { cache } from "react";
import type { Asker, Viewer, ViewerFacts, Visitor } from "../access/policy";
import { asUnavailable, isUnavailable, withoutWaiting } from "../db/client";
import {
  beginSession,
  type EndedSession,
  findSession,
  type ProviderPart,
  removeSession,
  rotateHandle,
  type SessionRow,
} from "../db/sessions";
import { sessionCookie } from "./cookies";
import { lastUseOf, noteUse } from "./session-use";
import { hashHandle, isHandle, newHandle } from "./tokens";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Ages in milliseconds: since the last use, and since sign-in. */
export const ages = {
  ordinary: { idle: 30 * MINUTE, absolute: DAY / 2 },
  persistent: { idle: 7 * DAY, absolute: 30 * DAY },
};

/** `lastUsedAt` is written at most this often, so that reading a page is seldom a write. */
const TOUCH_EVERY = MINUTE;

/** How long a replaced handle is honoured, for requests that were already under way. */
const ROTATION_GRACE = MINUTE;

const visitor = { signedIn: false } as Visitor;

export interface NewSessionRequest {
  userId: string;
  method: string;
  persistent: boolean;
  ip: string | null;
  userAgent: string | null;
  /** The handle of the session that the browser has so far; others may know it, so it ends. */
  replaces?: string | undefined;
  /** When a provider signed the person in. */
  provider?: ProviderPart;
}

/** Starts a session, in the audit log too, and gives its handle, which is known nowhere else. */
export async function startSession(
  request: NewSessionRequest,
): Promise<{ handle: string; expiresAt: Date }> {
  const handle = newHandle();
  const { absolute } = request.persistent ? ages.persistent : ages.ordinary;
  const expiresAt = new Date(Date.now() + absolute);
  const { provider, replaces, ...rest } = request;
  const userAgent = request.userAgent?.slice(0, 300) ?? null;
  await beginSession(
    { ...rest, ...provider, userAgent, handleHash: hashHandle(handle), expiresAt },
    isHandle(replaces) ? hashHandle(replaces) : null,
  );
  return { handle, expiresAt };
}

/**
 * The live session of a handle, or null; groups that a provider gave are read again when it is
 * time. Throws `unavailable` when the database is away.
 */
export async function liveSession(handle: string | undefined): Promise<SessionRow | null> {
  if (!isHandle(handle)) return null;
  try {
    const row = await findSession(hashHandle(handle));
    if (!row || row.user.disabledAt) return null;
    const now = new Date();
    const { idle } = row.persistent ? ages.persistent : ages.ordinary;
    const unused = now.getTime() - lastUseOf(row).getTime();
    if (now >= row.expiresAt || unused >= idle) return null;
    if (unused >= TOUCH_EVERY) await noteUse(row.id, now);
    const stale = row.groupsDueAt !== null && row.groupsDueAt <= now;
    if (!stale) return row;
    // Only then: what talks to providers need not be loaded where nobody came by one.
    const { refreshGroups } = await import("../sign-in/oidc/refresh-groups");
    if (!(await refreshGroups(row))) return row;
    const fresh = await findSession(hashHandle(handle));
    return fresh?.user.disabledAt ? null : fresh;
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** Whoever has this session: the person, or nobody. */
export function askerOfRow(row: SessionRow | null): Asker {
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

/** Whoever asks for this page, action or endpoint; looked up once per request. */
export const getAsker = cache(async (): Promise<Asker> => {
  const jar = await cookies();
  return askerOfRow(await liveSession(jar.get(sessionCookie().name)?.value));
});

/** Whoever asks; a visitor while the database is away. For what the whole world may see. */
export async function getAskerOrVisitor(): Promise<Asker> {
  try {
    return await getAsker();
  } catch (error) {
    if (isUnavailable(error)) return visitor;
    throw error;
  }
}

/**
 * The signed-in person, or null.
 * @public
 */
export async function getViewer(): Promise<Viewer | null> {
  const asker = await getAsker();
  return asker.signedIn ? asker : null;
}

/** Ends the session of a handle at once, in the audit log too; says whose it was. */
export async function endSession(
  handle: string | undefined,
  by: { via: string; ip: string | null },
): Promise<EndedSession | null> {
  return isHandle(handle) ? removeSession(hashHandle(handle), by) : null;
}

/**
 * Gives a session whose person's rights have changed a new handle, or null when there is nothing
 * to do or it can't be done now. A handle that leaked before somebody got more rights is worth
 * nothing after.
 */
export async function rotateIfRightsChanged(
  row: SessionRow,
  handle: string,
): Promise<string | null> {
  const { rightsVersion } = row.user;
  if (!row.current || row.rightsVersion === rightsVersion) return null;
  const next = newHandle();
  const hashes = { from: hashHandle(handle), to: hashHandle(next) };
  const graceEnd = new Date(Date.now() + ROTATION_GRACE);
  try {
    const rotated = await withoutWaiting(() =>
      rotateHandle({ id: row.id, rightsVersion }, hashes, graceEnd),
    );
    return rotated ? next : null;
  } catch (error) {
    // The rights themselves are read at each request. The next one tries again.
    if (isUnavailable(error)) return null;
    throw error;
  }
}
