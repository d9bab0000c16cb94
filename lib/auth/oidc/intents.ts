/** Sign-ins that somebody signed in begins on the account page: to link an account, or to prove it is them. */
import type { NextRequest } from "next/server";
import { findIntent, type Intent, keepIntent } from "../../db/intents";
import type { SessionRow } from "../../db/sessions";
import { intentCookie, sessionCookie } from "../cookies";
import { hashHandle, isHandle, newHandle } from "../handles";
import { liveSession } from "../session";

const MINUTE = 60_000;
const GOOD_FOR = 10 * MINUTE;

/** Begins a sign-in for a purpose: the cookie to set, and the path to go to. */
export async function beginIntent(intent: Omit<Intent, "createdAt">) {
  const token = newHandle();
  await keepIntent(hashHandle(token), intent, new Date(Date.now() + GOOD_FOR));
  const { name, options } = intentCookie(intent.provider);
  return {
    cookie: { name, value: token, ...options, maxAge: GOOD_FOR / 1000 },
    path: `/api/auth/signin/${intent.provider}?intent=1`,
  };
}

/** What this request's sign-in is for: an intent of the session that is live in this browser, or null. */
export async function intentOf(
  request: NextRequest,
  provider: string,
): Promise<{ intent: Intent; session: SessionRow; tokenHash: string } | null> {
  const token = request.cookies.get(intentCookie(provider).name)?.value;
  if (!isHandle(token)) return null;
  const tokenHash = hashHandle(token);
  const intent = await findIntent(tokenHash);
  if (intent?.provider !== provider) return null;
  const session = await liveSession(request.cookies.get(sessionCookie().name)?.value);
  return session?.id === intent.sessionId ? { intent, session, tokenHash } : null;
}
