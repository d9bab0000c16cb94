/** Refusals of sign-ins with providers: one line of the audit log, words for the person. */
import { NextResponse } from "next/server";
import { recordRefusal } from "../../audit/refusals";
import { asUnavailable } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { PRIVATE, reportError } from "../../http/problem";
import { requestContext } from "../../http/request-context";
import { sitePath } from "../../http/site-path";
import { ProviderFailure } from "./failure";
import type { Provider } from "./providers/provider";

/** What was refused: a sign-in, unless it says otherwise. */
export interface Refused {
  /** Whether this browser began it: what anybody can send is counted, the rest told apart. */
  begunHere: boolean;
  /** Where the person was going: trying again leads there. A path as browsers know it. */
  destination?: string | null;
  /** For the audit log. */
  action?: string;
  username?: string | null;
  /** The page that says why. */
  page?: "/login" | "/account";
}

/** Writes the refusal to the audit log and leads to the page that says why. */
export function refuseProvider(provider: Provider, error: unknown, refused: Refused): NextResponse {
  const { page = "/login", destination } = refused;
  const code = codeOf(provider, error, refused);
  const query = new URLSearchParams({ error: code, provider: provider.id });
  if (page === "/login" && destination) query.set("callbackUrl", destination);
  return redirectTo(sitePath(`${page}?${query}`));
}

/** A redirect to a path, as browsers know it. */
export function redirectTo(path: string): NextResponse {
  return new NextResponse(null, { status: 303, headers: { Location: path, ...PRIVATE } });
}

/** Writes the refusal to the audit log, or an error of ours to the log; gives the code for people. */
export function codeOf(
  provider: Provider,
  error: unknown,
  { action = "session.started", username = null, begunHere }: Refused,
): string {
  const known = asUnavailable(error);
  if (known instanceof AppError) {
    reportError(known);
    return known.code;
  }
  const failure = known instanceof ProviderFailure ? known : null;
  if (!failure) reportError(error);
  const { code, reason } = failure ?? { code: "internal", reason: "an error of ours, see the log" };
  recordRefusal({
    action,
    actor: username,
    subject: username,
    via: `oidc:${provider.id}`,
    ip: requestContext().address,
    code,
    detail: { reason: reason.slice(0, 300) },
    apart: begunHere,
  });
  return code;
}
