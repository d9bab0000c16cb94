/** POST /api/auth/callback/credentials: a sign-in by password, checked, run through next-auth, answered with the session's cookie. */
import type { NextRequest, NextResponse } from "next/server";
import { z } from "zod";
import { reportRefusal } from "../../audit/report-refusal";
import { env } from "../../config/env";
import { AppError } from "../../errors/app-error";
import { readForm } from "../../http/form";
import { parseInput } from "../../http/parse-input";
import { requestContext } from "../../http/request-context";
import { requireSameSite } from "../../http/same-site";
import { siteOrigin } from "../../http/site-origin";
import { csrfCookie, deviceCookie } from "../../session/cookies";
import { freshCsrf } from "../core/fresh-csrf";
import { runNextAuth } from "../core/next-auth";
import { type StartedSession, setSessionCookies, startSessionIn } from "../core/session-start";
import { answerSignIn, refuseSignIn } from "./answer";
import { signInWithPassword } from "./sign-in";

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).min(1, missing).max(longest, `Use at most ${longest} characters.`);

/** The form's fields. */
export const passwordForm = z.object({
  username: text("Type your username or email.", 320),
  password: text("Type your password.", 1024),
  keep: z.enum(["1", "on", "true"]).optional().catch(undefined),
  callbackUrl: z.string().optional(),
  csrfToken: z.string().optional(),
  /** Sent by the form that is left when passwords are off. */
  emergency: z.string().optional(),
});

/** Signs in, or answers why not in the way in which it was asked. Never throws. */
export async function passwordRequest(request: NextRequest): Promise<Response> {
  let form: Record<string, string> = {};
  try {
    requireSameSite(request.method, request.headers);
    form = await readForm(request);
    return await signIn(request, form);
  } catch (error) {
    reportRefusal(error);
    return refuseSignIn(request, form, error);
  }
}

/** Signs in with the form's fields. Throws an AppError for whatever refuses it. */
async function signIn(request: NextRequest, form: Record<string, string>): Promise<NextResponse> {
  const { passwordSignIn } = env();
  if (!passwordSignIn && !form.emergency) throw new AppError("not-found");
  const input = parseInput(passwordForm, form);
  const persistent = input.keep !== undefined;
  const cookie = (name: string) => request.cookies.get(name)?.value;
  const origin = siteOrigin(request.headers);
  const csrf = input.csrfToken
    ? { token: input.csrfToken, cookie: cookie(csrfCookie().name) ?? "" }
    : await freshCsrf(origin);

  const start = async () => {
    const { id: userId } = await signInWithPassword({
      identifier: input.username,
      password: input.password,
      device: cookie(deviceCookie().name),
      address: requestContext().address,
      emergencyOnly: !passwordSignIn,
    });
    return startSessionIn(request, { userId, method: "password", persistent });
  };
  let started: StartedSession | undefined;
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
  await setSessionCookies(request, response, started);
  return response;
}
