/** The first lock: asks decide() before any page begins to render, and sets the security headers. */
import { type NextRequest, NextResponse } from "next/server";
import { dashboards } from "./app/(dashboards)/dashboards/registry";
import { accessRuleOf } from "./app/access-rules";
import { reportRefusal } from "./lib/audit/report-refusal";
import { visibleDashboardsOf } from "./lib/dashboards/visible";
import { asAppError } from "./lib/db/errors";
import { AppError } from "./lib/errors/app-error";
import { accessDecision } from "./lib/guards/access-decision";
import { requireWholeForm } from "./lib/http/form";
import { plainPage } from "./lib/http/plain-page";
import { PRIVATE, problem } from "./lib/http/problem";
import { markReached } from "./lib/http/request-context";
import { signInAddress } from "./lib/http/return-path";
import { requireSameSite } from "./lib/http/same-site";
import { contentSecurityPolicy, setSecurityHeaders } from "./lib/http/security-headers";
import { sitePath } from "./lib/http/site-path";
import { sessionCookie } from "./lib/session/cookies";
import type { SessionRow } from "./lib/session/find-session";
import { sessionOfRequest } from "./lib/session/request-session";
import { principalOfRow, rotateIfRightsChanged } from "./lib/session/session";

export const config = {
  runtime: "nodejs",
  // Everything but the build's own files. Whatever is added to this list is open to the world.
  // The home page is named as well: under a prefix (basePath), its path has no slash at the end.
  matcher: ["/", "/((?!_next/static/|icon\\.svg$).*)"],
};

export async function middleware(request: NextRequest): Promise<Response> {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const response = await answer(request, nonce).catch((error: unknown) =>
    errorAnswer(request, error),
  );
  setSecurityHeaders(response.headers, nonce);
  return response;
}

async function answer(request: NextRequest, nonce: string): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  requireSameSite(request.method, request.headers);
  await requireWholeForm(request);
  const rule = accessRuleOf(pathname);
  if ("public" in rule) return proceed(request, nonce);

  const token = request.cookies.get(sessionCookie().name)?.value;
  const row = await sessionOfRequest(token);
  const principal = principalOfRow(row);
  // The page's navigation asks all of them: begun here, they take their time beside this one.
  if (!isEndpoint(pathname)) void visibleDashboardsOf(dashboards, principal, accessDecision);
  const decision = await accessDecision(rule, principal);
  if (decision === "sign-in" && isEndpoint(pathname)) throw new AppError("sign-in-required");
  if (decision === "sign-in")
    return redirectTo(request, signInAddress(sitePath(pathname) + search));
  const refused = decision === "forbid" ? new AppError("forbidden") : null;
  reportRefusal(refused, principal);
  if (refused && isEndpoint(pathname)) throw refused;
  const response = refused ? proceed(request, nonce, "/403") : proceed(request, nonce);
  if (row && token) await renewToken(response, row, token);
  return response;
}

/** Lets the request through, or shows another of our pages in its place. */
function proceed(request: NextRequest, nonce: string, instead?: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", contentSecurityPolicy(nonce));
  const init = { request: { headers } };
  const response = instead
    ? NextResponse.rewrite(new URL(sitePath(instead), request.url), init)
    : NextResponse.next(init);
  for (const [name, value] of Object.entries(PRIVATE)) response.headers.set(name, value);
  return response;
}

function redirectTo(request: NextRequest, path: string): NextResponse {
  const response = NextResponse.redirect(new URL(sitePath(path), request.url), 307);
  for (const [name, value] of Object.entries(PRIVATE)) response.headers.set(name, value);
  return response;
}

async function renewToken(response: NextResponse, row: SessionRow, token: string): Promise<void> {
  const next = await rotateIfRightsChanged(row, token);
  if (!next) return;
  const { name, options } = sessionCookie();
  response.cookies.set(
    name,
    next,
    row.persistent ? { ...options, expires: row.expiresAt } : options,
  );
}

function errorAnswer(request: NextRequest, error: unknown): Response {
  markReached();
  reportRefusal(error);
  const known = asAppError(error);
  const asProblem = problem(known);
  if (isEndpoint(request.nextUrl.pathname)) return asProblem;
  const { status, message } = known;
  return plainPage({
    status,
    title: status === 503 ? "Back in a moment" : "This can’t be done",
    message,
    action: { href: "/", label: "Home" },
  });
}

function isEndpoint(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}
