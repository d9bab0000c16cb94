/** Sign-ins that somebody signed in begins on the account page: to link an account, or to prove it is them. */
import type { NextRequest } from "next/server";
import { sessionCookie } from "../../session/cookies";
import type { SessionRow } from "../../session/find-session";
import { liveSession } from "../../session/session";
import { hashToken, isToken, newToken } from "../../session/tokens";
import { findIntent, type Intent, keepIntent } from "./intent-rows";

const MINUTE = 60_000;
/** For how long an intent may wait: first for the provider, then for the second click. */
const GOOD_FOR = 10 * MINUTE;

/** An intent, with the session that it is of. */
export interface SessionIntent {
  intent: Intent;
  session: SessionRow;
  token: string;
}

/** When an intent begun now is over. */
export const intentEnd = () => new Date(Date.now() + GOOD_FOR);

/** Begins a sign-in for a purpose; gives the path to go to. Only the same session gets in by it. */
export async function beginIntent(
  intent: Pick<Intent, "sessionId" | "kind" | "provider" | "linkNext">,
): Promise<string> {
  const token = newToken();
  await keepIntent(hashToken(token), intent, intentEnd());
  return `/api/auth/signin/${intent.provider}?intent=${token}`;
}

/** The page on which an account that waits under this token is linked by a second click. */
export function confirmationPath(token: string): string {
  return `/account/link?intent=${token}`;
}

/** The intent of a token, if it is of the session that is live in this browser; else null. */
export async function intentOf(
  request: NextRequest,
  provider: string,
  token: string,
): Promise<SessionIntent | null> {
  if (!isToken(token)) return null;
  const intent = await findIntent(hashToken(token));
  if (intent?.provider !== provider || intent.kind === "confirm") return null;
  const session = await liveSession(request.cookies.get(sessionCookie().name)?.value);
  return session?.id === intent.sessionId ? { intent, session, token } : null;
}
