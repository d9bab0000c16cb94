/** Answers to a sign-in: JSON for scripts, redirects for forms, pages for what a redirect can't say. */
import { type NextRequest, NextResponse } from "next/server";
import { env } from "../../config/env";
import { asAppError } from "../../db/errors";
import { PRIVATE } from "../../http/problem";
import { returnPath } from "../../http/return-path";
import { siteOrigin } from "../../http/site-origin";
import { sitePath } from "../../http/site-path";
import { flashCookie } from "../../session/cookies";
import { refusedSignIn, wantsPage } from "./refused-sign-in";

const FLASH_SECONDS = 60;

/** The answer to a sign-in that succeeded; `destination` is an address on this site. */
export function signedInResponse(request: NextRequest, destination: string): NextResponse {
  const url = new URL(destination, siteOrigin(request.headers));
  const response = wantsJson(request)
    ? NextResponse.json({ url: url.pathname + url.search }, { headers: PRIVATE })
    : seeOther(url);
  response.cookies.delete({ ...flashCookie().options, name: flashCookie().name });
  return response;
}

/** The answer to a sign-in that was refused. A form gets its page again, with what was typed. */
export function refusedResponse(
  request: NextRequest,
  form: Record<string, string>,
  error: unknown,
): Response {
  const known = asAppError(error);
  const accept = request.headers.get("accept");
  if (!wantsPage(accept) || known.status >= 403) {
    return refusedSignIn(known, accept, request.headers.get("x-nonce"));
  }
  const query = new URLSearchParams({ error: known.code });
  if (form.callbackUrl) query.set("callbackUrl", returnPath(form.callbackUrl, env().origins));
  if (form.emergency) query.set("emergency", "");
  const response = seeOther(new URL(sitePath(`/login?${query}`), siteOrigin(request.headers)));
  const { name, options } = flashCookie();
  response.cookies.set(name, (form.username ?? "").slice(0, 320), {
    ...options,
    maxAge: FLASH_SECONDS,
  });
  return response;
}

/** An answer to a form that leads on with GET; relative, so that it stays on the name the site was opened by. */
function seeOther(url: URL): NextResponse {
  return new NextResponse(null, {
    status: 303,
    headers: { Location: url.pathname + url.search, ...PRIVATE },
  });
}

function wantsJson(request: NextRequest): boolean {
  return (request.headers.get("accept") ?? "").includes("application/json");
}
