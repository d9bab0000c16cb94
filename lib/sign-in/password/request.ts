/** A sign-in by password as it arrives: checked, run through next-auth, answered with the session's cookie. */
import type { NextRequest, NextResponse } from "next/server";
import { z } from "zod";
import { env } from "../../config/env";
import { AppError } from "../../errors/app-error";
import { parseInput } from "../../http/parse-input";
import { requestContext } from "../../http/request-context";
import { siteOrigin } from "../../http/site-origin";
import { csrfCookie, deviceCookie, sessionCookie } from "../../session/cookies";
import { DEVICE_AGE_SECONDS, rememberDevice } from "../../session/devices";
import { startSession } from "../../session/session";
import { freshCsrf } from "../core/fresh-csrf";
import { runNextAuth } from "../core/next-auth";
import { answerSignIn } from "./answer";
import { signInWithPassword } from "./sign-in";

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).min(1, missing).max(longest, `Use at most ${longest} characters.`);

const schema = z.object({
  username: text("Type your username or email.", 320),
  password: text("Type your password.", 1024),
  keep: z.enum(["1", "on", "true"]).optional().catch(undefined),
  callbackUrl: z.string().optional(),
  csrfToken: z.string().optional(),
  /** Sent by the form that is left when passwords are off. */
  emergency: z.string().optional(),
});

/** Signs in with the form's fields. Throws an AppError for whatever refuses it. */
export async function signInRequest(
  request: NextRequest,
  form: Record<string, string>,
): Promise<NextResponse> {
  const { passwordSignIn } = env();
  if (!passwordSignIn && !form.emergency) throw new AppError("not-found");
  const input = parseInput(schema, form);
  const persistent = input.keep !== undefined;
  const cookie = (name: string) => request.cookies.get(name)?.value;
  const device = cookie(deviceCookie().name);
  const { address } = requestContext();
  const origin = siteOrigin(request.headers);
  const csrf = input.csrfToken
    ? { token: input.csrfToken, cookie: cookie(csrfCookie().name) ?? "" }
    : await freshCsrf(origin);

  const start = async () => {
    const user = await signInWithPassword({
      identifier: input.username,
      password: input.password,
      device,
      address,
      emergencyOnly: !passwordSignIn,
    });
    const userAgent = request.headers.get("user-agent");
    const session = await startSession({
      userId: user.id,
      method: "password",
      persistent,
      ip: address,
      userAgent,
      replaces: cookie(sessionCookie().name),
    });
    return { userId: user.id, sessionToken: session.token, expiresAt: session.expiresAt };
  };
  let started: Awaited<ReturnType<typeof start>> | undefined;
  let failure: unknown;
  const result = await runNextAuth({
    method: "POST",
    action: "callback",
    provider: "credentials",
    cookies: { [csrfCookie().name]: csrf.cookie },
    body: { csrfToken: csrf.token, callbackUrl: input.callbackUrl || "/dashboards" },
    origin,
    signIn: async () => {
      try {
        started = await start();
        return started;
      } catch (error) {
        // next-auth would put what is thrown into an address: it is told nothing.
        failure = error;
        return null;
      }
    },
  });
  if (failure) throw failure;
  if (!started) throw new AppError("cross-site");

  const response = answerSignIn(request, result.location ?? "/");
  const { name, options } = sessionCookie();
  response.cookies.set(
    name,
    started.sessionToken,
    persistent ? { ...options, expires: started.expiresAt } : options,
  );
  const recognised = await rememberDevice(device, started.userId);
  response.cookies.set(deviceCookie().name, recognised, {
    ...deviceCookie().options,
    maxAge: DEVICE_AGE_SECONDS,
  });
  return response;
}
