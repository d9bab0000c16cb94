/** The start of a session, by whatever way in: its row, its cookie, and the device that is known from then on. */
import type { NextRequest, NextResponse } from "next/server";
import { requestContext } from "../../http/request-context";
import { deviceCookie, sessionCookie } from "../../session/cookies";
import { DEVICE_AGE_SECONDS, rememberDevice } from "../../session/devices";
import { type NewSessionRequest, startSession } from "../../session/session";

export interface StartedSession {
  userId: string;
  sessionToken: string;
  expiresAt: Date;
  persistent: boolean;
}

/** Starts a session in the browser that asks; the one it had so far ends. */
export async function startSessionIn(
  request: NextRequest,
  who: Pick<NewSessionRequest, "userId" | "method" | "persistent" | "provider">,
): Promise<StartedSession> {
  const { token: sessionToken, expiresAt } = await startSession({
    ...who,
    ip: requestContext().address,
    userAgent: request.headers.get("user-agent"),
    replaces: request.cookies.get(sessionCookie().name)?.value,
  });
  return { userId: who.userId, sessionToken, expiresAt, persistent: who.persistent };
}

/** Gives the browser the cookies of the session, and of a device on which its person is known. */
export async function setSessionCookies(
  request: NextRequest,
  response: NextResponse,
  { userId, sessionToken, expiresAt, persistent }: StartedSession,
): Promise<void> {
  const session = sessionCookie();
  const { options } = session;
  response.cookies.set(
    session.name,
    sessionToken,
    persistent ? { ...options, expires: expiresAt } : options,
  );
  const device = deviceCookie();
  const token = await rememberDevice(request.cookies.get(device.name)?.value, userId);
  response.cookies.set(device.name, token, { ...device.options, maxAge: DEVICE_AGE_SECONDS });
}
