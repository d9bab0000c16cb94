/** Signing out: the session's row goes first, then the cookie. */
import { type NextRequest, NextResponse } from "next/server";
import { asUnavailable } from "../db/client";
import { PRIVATE } from "../http/problem";
import { requestContext } from "../http/request-context";
import { requireSameSite } from "../http/same-site";
import { sitePath } from "../http/site-path";
import { sessionCookie } from "../session/cookies";
import { endSession } from "../session/session";
import { providerSignOut, signOutAtProvider } from "./oidc/sign-out/provider-sign-out";
import { signOutProvider } from "./oidc/sign-out/sign-out-providers";

/**
 * Ends the session of the request's cookie and leads to the sign-in page, by way of the provider
 * where its session is to end too. With `?provider=`, the provider alone is tried once more, for
 * those whose session here has ended already. Throws `cross-site`, or
 * `unavailable` when the database is away: then the session isn't over, and nobody is told it is.
 */
export async function signOutRequest(request: NextRequest): Promise<NextResponse> {
  requireSameSite(request.method, request.headers);
  const { name, options } = sessionCookie();
  let next: string | null = null;
  try {
    const by = { via: "web", ip: requestContext().address };
    const ended = await endSession(request.cookies.get(name)?.value, by);
    if (ended) next = await providerSignOut(ended);
    const again = signOutProvider(request.nextUrl.searchParams.get("provider"));
    if (!ended && again) next = await signOutAtProvider(again);
  } catch (error) {
    throw asUnavailable(error);
  }
  const response = new NextResponse(null, {
    status: 303,
    headers: { Location: next ?? sitePath("/login?signedOut"), ...PRIVATE },
  });
  // Nothing that the browser kept of the session's pages may come back.
  response.headers.set("Clear-Site-Data", '"cache"');
  response.cookies.delete({ ...options, name });
  return response;
}
