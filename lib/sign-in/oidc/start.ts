/** GET /api/auth/signin/<provider>: begins a sign-in and leads to the provider. */
import { type NextRequest, NextResponse } from "next/server";
import { env } from "../../config/env";
import { PRIVATE } from "../../http/problem";
import { returnPath } from "../../http/return-path";
import { siteAddress } from "../../http/site-address";
import { sitePath } from "../../http/site-path";
import { csrfCookie } from "../../session/cookies";
import { freshCsrf } from "../core/fresh-csrf";
import { runNextAuth } from "../core/next-auth";
import { cookiesToBegin, stateToSend } from "./attempts";
import { discover, metadataMaxAge } from "./discovery";
import { ProviderFailure } from "./failure";
import { flowOf } from "./flow";
import { requestFreshSignIn } from "./fresh-sign-in";
import { intentOf } from "./intents";
import { checksIn } from "./next-auth-checks";
import type { Provider } from "./providers/provider";
import { refuseProvider } from "./refusal";

/** Leads to the provider with state, nonce and PKCE of its own; back to `/login` when it is down. */
export async function startProvider(request: NextRequest, provider: Provider): Promise<Response> {
  const { origin, host } = env().appUrl;
  const asked = request.nextUrl.searchParams;
  const intent = asked.get("intent");
  const destination =
    intent === null ? returnPath(asked.get("callbackUrl"), env().origins) : sitePath("/account");
  try {
    if (intent !== null && !(await intentOf(request, provider.id, intent))) {
      throw new ProviderFailure("sign-in-expired", "intent: not one of this session");
    }
    const metadata = await discover(provider, metadataMaxAge.starting);
    // Somebody who is to show themselves must not be waved through.
    const params = intent === null ? {} : requestFreshSignIn(provider);
    if (request.headers.get("host") !== host) return toOwnName(request);
    const csrf = await freshCsrf(origin);
    const { location, cookies } = await runNextAuth({
      method: "POST",
      action: "signin",
      provider: provider.id,
      cookies: { [csrfCookie().name]: csrf.cookie },
      body: { csrfToken: csrf.token },
      origin,
      flow: flowOf(provider, metadata, { params }),
    });
    const target = new URL(metadata.authorization_endpoint);
    const checks = await checksIn(cookies);
    if (!checks || !location || new URL(location).origin !== target.origin) {
      throw new ProviderFailure("provider-unavailable", "no address to go to");
    }
    const address = new URL(location);
    address.searchParams.set("state", stateToSend(provider.id, checks.state, destination));
    const response = new NextResponse(null, {
      status: 303,
      headers: { Location: address.href, ...PRIVATE },
    });
    const attempt = { ...checks, begunAt: new Date(), intent };
    for (const { name, value, options, maxAge } of cookiesToBegin(request, provider.id, attempt)) {
      response.cookies.set(name, value, { ...options, maxAge });
    }
    return response;
  } catch (error) {
    return refuseProvider(provider, error, { destination, begunHere: false });
  }
}

/**
 * A try-out may be opened by several names, but people come back by one: its cookies must be there.
 * The host is one of ours, whatever the client said: scripts/server/request-headers.ts.
 */
function toOwnName({ nextUrl }: NextRequest): Response {
  const address = siteAddress(nextUrl.pathname + nextUrl.search);
  return new Response(null, { status: 303, headers: { Location: address, ...PRIVATE } });
}
