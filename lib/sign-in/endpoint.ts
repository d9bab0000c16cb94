/** The hardened endpoint around next-auth: what passes to it, in which shape, and what comes back. */
import { type NextRequest, NextResponse } from "next/server";
import { reportRefusal } from "../audit/report-refusal";
import { asAppError } from "../db/errors";
import { AppError } from "../errors/app-error";
import { readForm } from "../http/form";
import { PRIVATE, problem } from "../http/problem";
import { requireSameSite } from "../http/same-site";
import { siteOrigin } from "../http/site-origin";
import { sitePath } from "../http/site-path";
import { csrfCookie, sessionCookie } from "../session/cookies";
import { runNextAuth } from "./core/next-auth";
import { backchannelLogout } from "./oidc/backchannel";
import { finishProvider, providerOf } from "./oidc/callback";
import { startProvider } from "./oidc/start";
import { refuseSignIn } from "./password/answer";
import { signInRequest } from "./password/request";
import { signOutRequest } from "./sign-out";

type Context = { params: Promise<{ nextauth: string[] }> };
type Handler = (request: NextRequest, context: Context) => Promise<Response>;

const READABLE = new Set(["csrf", "session", "providers"]);

/** GET: the CSRF token, the session, the providers, and sign-in with one. Pages of next-auth's own lead to ours. */
export const getAuth: Handler = async (request, context) => {
  try {
    const { nextauth } = await context.params;
    const path = nextauth.join("/");
    const provider = providerOf(nextauth[1]);
    if (provider && path === `signin/${provider.id}`) return await startProvider(request, provider);
    if (provider && path === `callback/${provider.id}`) {
      return await finishProvider(request, provider);
    }
    if (path === "signin" || path === "error") return seeOther("/login");
    if (path === "signout") return seeOther("/logout");
    if (!READABLE.has(path)) throw new AppError("not-found");
    return await read(request, path);
  } catch (error) {
    reportRefusal(error);
    return problem(asAppError(error));
  }
};

/** POST: sign-in with credentials, sign-out, and a provider's word that somebody signed out there. Nothing else of next-auth's is open. */
export const postAuth: Handler = async (request, context) => {
  const { nextauth } = await context.params;
  const path = nextauth.join("/");
  if (path === "callback/credentials") return signIn(request);
  try {
    const provider = providerOf(nextauth[1]);
    if (provider && path === `backchannel/${provider.id}`) {
      return await backchannelLogout(request, provider);
    }
    if (path !== "signout") throw new AppError("not-found");
    return await signOutRequest(request);
  } catch (error) {
    reportRefusal(error);
    return problem(asAppError(error));
  }
};

async function signIn(request: NextRequest): Promise<Response> {
  let form: Record<string, string> = {};
  try {
    requireSameSite(request.method, request.headers);
    form = await readForm(request);
    return await signInRequest(request, form);
  } catch (error) {
    reportRefusal(error);
    return refuseSignIn(request, form, error);
  }
}

async function read(request: NextRequest, action: string): Promise<Response> {
  const names = [sessionCookie().name, csrfCookie().name];
  const cookies = Object.fromEntries(
    names.map((name) => [name, request.cookies.get(name)?.value ?? ""]),
  );
  const result = await runNextAuth({
    method: "GET",
    action,
    cookies,
    origin: siteOrigin(request.headers),
  });
  const response = NextResponse.json(result.body, { status: result.status, headers: PRIVATE });
  for (const line of result.cookies) {
    // The row, not this answer, decides how long a session lives: its cookie isn't renewed here.
    if (!line.startsWith(`${sessionCookie().name}=`)) response.headers.append("Set-Cookie", line);
  }
  return response;
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: sitePath(path), ...PRIVATE } });
}
