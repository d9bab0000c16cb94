/** GET /api/auth/signin/<provider>: begins a sign-in and redirects to the provider. */
import type { NextRequest } from "next/server";
import { z } from "zod";
import { env } from "../../../config/env";
import { returnPath } from "../../../http/return-path";
import { siteAddress } from "../../../http/site-address";
import { sitePath } from "../../../http/site-path";
import { csrfCookie } from "../../../session/cookies";
import { freshCsrf } from "../../core/fresh-csrf";
import { intentOf } from "../../core/intents";
import { runNextAuth } from "../../core/next-auth";
import { redirectTo, refuseAtPage } from "../../core/refusal";
import { discover, metadataMaxAge } from "../protocol/discovery";
import { ProviderError } from "../protocol/provider-error";
import { reauthenticationParams } from "../protocol/reauthentication";
import { type Provider, viaOf } from "../providers/provider";
import { checksIn } from "./next-auth-checks";
import { redirectFlow } from "./next-auth-flow";
import { cookiesToBegin, stateToSend } from "./pending-sign-ins";

/** What a sign-in begins with: what it is for, if begun on the account page, and where to go then. */
export const startQuery = z.object({
  intent: z.string().nullable(),
  callbackUrl: z.string().nullable(),
});

/** Redirects to the provider with state, nonce and PKCE of its own; back to `/login` when it is down. */
export async function startProvider(request: NextRequest, provider: Provider): Promise<Response> {
  const { origin, host } = env().appUrl;
  const { searchParams } = request.nextUrl;
  const { intent, callbackUrl } = startQuery.parse({
    intent: searchParams.get("intent"),
    callbackUrl: searchParams.get("callbackUrl"),
  });
  const destination =
    intent === null ? returnPath(callbackUrl, env().origins) : sitePath("/account");
  try {
    if (intent !== null && !(await intentOf(request, provider.id, intent))) {
      throw new ProviderError("sign-in-expired", "intent: not one of this session");
    }
    const metadata = await discover(provider, metadataMaxAge.starting);
    // Somebody who is to show themselves must not be waved through.
    const params = intent === null ? {} : reauthenticationParams(provider);
    if (request.headers.get("host") !== host) return toOwnName(request);
    const csrf = await freshCsrf(origin);
    const { location, cookies } = await runNextAuth({
      method: "POST",
      action: "signin",
      provider: provider.id,
      cookies: { [csrfCookie().name]: csrf.cookie },
      body: { csrfToken: csrf.token },
      origin,
      flow: redirectFlow(provider, metadata, { params }),
    });
    const target = new URL(metadata.authorization_endpoint);
    const checks = await checksIn(cookies);
    if (!checks || !location || new URL(location).origin !== target.origin) {
      throw new ProviderError("provider-unavailable", "no address to go to");
    }
    const address = new URL(location);
    address.searchParams.set("state", stateToSend(provider.id, checks.state, destination));
    const response = redirectTo(address.href);
    const pending = { ...checks, begunAt: new Date(), intent };
    for (const { name, value, options, maxAge } of cookiesToBegin(request, provider.id, pending)) {
      response.cookies.set(name, value, { ...options, maxAge });
    }
    return response;
  } catch (error) {
    const refused = { via: viaOf(provider), destination, begunHere: false };
    return refuseAtPage(provider.id, error, refused);
  }
}

/**
 * A try-out may be opened by several names, but people come back by one: its cookies must be there.
 * The host is one of ours, whatever the client said: scripts/server/request-headers.ts.
 */
function toOwnName({ nextUrl }: NextRequest): Response {
  return redirectTo(siteAddress(nextUrl.pathname + nextUrl.search));
}
