/** Refusals of sign-ins with providers: one line of the audit log, words for the person. */
import { type NextRequest, NextResponse } from "next/server";
import { asUnavailable } from "../../db/client";
import { recordRefusal } from "../../db/refusals";
import { env } from "../../env";
import { AppError } from "../../errors";
import { PRIVATE, reportFault } from "../../http/problem";
import { requestContext } from "../../http/request-context";
import { returnPath } from "../../http/return-path";
import { sitePath } from "../../http/site-path";
import { flowCookie, intentCookie } from "../cookies";
import type { Provider } from "../providers/provider";
import { ProviderFailure } from "./failure";

/** Writes the refusal to the audit log and leads to the page that says why. */
export async function refuseProvider(
  request: NextRequest,
  provider: Provider,
  error: unknown,
  about: { action?: string; username?: string | null; page?: "/login" | "/account" } = {},
): Promise<NextResponse> {
  const { page = "/login" } = about;
  const begunHere = request.cookies.has(flowCookie("state", provider.id).name);
  const code = codeOf(provider, error, about, begunHere);
  const query = new URLSearchParams({ error: code, provider: provider.id });
  const wanted = request.nextUrl.searchParams.get("callbackUrl");
  if (page === "/login" && wanted) query.set("callbackUrl", returnPath(wanted, env().origins));
  return leadTo(sitePath(`${page}?${query}`), provider);
}

/** A redirect to a path, as browsers know it; the sign-in's own cookies end with it. */
export function leadTo(path: string, provider: Provider): NextResponse {
  const response = new NextResponse(null, {
    status: 303,
    headers: { Location: path, ...PRIVATE },
  });
  const parts = ["state", "nonce", "pkce", "return"].map((part) => flowCookie(part, provider.id));
  for (const { name, options } of [...parts, intentCookie(provider.id)]) {
    response.cookies.set(name, "", { ...options, maxAge: 0 });
  }
  return response;
}

function codeOf(
  provider: Provider,
  error: unknown,
  { action = "session.started", username = null }: { action?: string; username?: string | null },
  begunHere: boolean,
): string {
  const known = asUnavailable(error);
  if (known instanceof AppError) {
    reportFault(known);
    return known.code;
  }
  const failure = known instanceof ProviderFailure ? known : null;
  if (!failure) reportFault(error);
  const { code, reason } = failure ?? { code: "internal", reason: "a fault of ours, see the log" };
  recordRefusal({
    action,
    actor: username,
    subject: username,
    via: `oidc:${provider.id}`,
    ip: requestContext().address,
    code,
    detail: { reason: reason.slice(0, 300) },
    // Anybody can send a callback that nobody began: those are counted, the others told apart.
    apart: begunHere,
  });
  return code;
}
