/** Refusals of sign-ins with providers: one line of the audit log, a code for the person. */
import { NextResponse } from "next/server";
import { recordRefusal } from "../../audit/refusals";
import { asUnavailable } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { PRIVATE, reportError } from "../../http/problem";
import { requestContext } from "../../http/request-context";
import { sitePath } from "../../http/site-path";
import { SignInError } from "./sign-in-error";

/** What was refused: a sign-in, unless it says otherwise. */
export interface RefusedSignIn {
  /** How the person tried to come, such as `oidc:acme`. */
  via: string;
  /** Whether this browser began it: what anybody can send is counted, the rest told apart. */
  begunHere: boolean;
  /** For the audit log. */
  action?: string;
  username?: string | null;
}

/** Where the refused person is led to. */
export interface RefusalTarget {
  /** Where the person was going: trying again leads there. A path as browsers know it. */
  destination?: string | null;
  /** The page that says why. */
  page?: "/login" | "/account";
}

/** Writes the refusal to the audit log and redirects to the page that says why. */
export function refuseAtPage(
  providerId: string,
  error: unknown,
  refused: RefusedSignIn & RefusalTarget,
): NextResponse {
  const { page = "/login", destination } = refused;
  const query = new URLSearchParams({ error: recordSignInError(error, refused) });
  query.set("provider", providerId);
  if (page === "/login" && destination) query.set("callbackUrl", destination);
  return redirectTo(sitePath(`${page}?${query}`));
}

/** A redirect to a path or an address, as browsers know it. */
export function redirectTo(path: string): NextResponse {
  return new NextResponse(null, { status: 303, headers: { Location: path, ...PRIVATE } });
}

/** Writes the refusal to the audit log, or an error of ours to the log; gives the code for people. */
export function recordSignInError(
  error: unknown,
  { via, action = "session.started", username = null, begunHere }: RefusedSignIn,
): string {
  const known = asUnavailable(error);
  if (known instanceof AppError) {
    reportError(known);
    return known.code;
  }
  const refusal = known instanceof SignInError ? known : null;
  if (!refusal) reportError(error);
  const { code, reason } = refusal ?? { code: "internal", reason: "an error of ours, see the log" };
  recordRefusal({
    action,
    actor: username,
    subject: username,
    via,
    ip: requestContext().address,
    code,
    detail: { reason: reason.slice(0, 300) },
    apart: begunHere,
  });
  return code;
}
