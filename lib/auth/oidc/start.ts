/** GET /api/auth/signin/<provider>: begins a sign-in and leads to the provider. */
import { type NextRequest, NextResponse } from "next/server";
import { env } from "../../env";
import { PRIVATE } from "../../http/problem";
import { returnPath } from "../../http/return-path";
import { siteAddress } from "../../http/site-address";
import { csrfCookie, intentCookie } from "../cookies";
import { freshCsrf } from "../fresh-csrf";
import { runNextAuth } from "../next-auth";
import type { Provider } from "../providers/provider";
import { ages, discover } from "./discovery";
import { ProviderFailure } from "./failure";
import { flowOf } from "./flow";
import { intentOf } from "./intents";
import { refuseProvider } from "./refusal";

/** Leads to the provider with fresh state, nonce and PKCE cookies; back to `/login` when it is down. */
export async function startProvider(request: NextRequest, provider: Provider): Promise<Response> {
  try {
    const asked = request.nextUrl.searchParams;
    const wanted = asked.has("intent") ? await intentOf(request, provider.id) : null;
    const metadata = await discover(provider, ages.starting);
    const proof = wanted?.intent.kind === "prove";
    // Somebody who is to prove themselves must not be waved through.
    const params: Record<string, string> = proof ? { prompt: "login", max_age: "0" } : {};
    const { origin, host } = env().appUrl;
    if (request.headers.get("host") !== host) return toOwnName(request);
    const csrf = await freshCsrf(origin);
    const { location, cookies } = await runNextAuth({
      method: "POST",
      action: "signin",
      provider: provider.id,
      cookies: { [csrfCookie().name]: csrf.cookie },
      body: { csrfToken: csrf.token, callbackUrl: destinationOf(asked) },
      origin,
      flow: flowOf(provider, metadata, { params }),
    });
    const target = new URL(metadata.authorization_endpoint);
    if (!location || new URL(location).origin !== target.origin) {
      throw new ProviderFailure("provider-unavailable", "no address to go to");
    }
    const response = new NextResponse(null, {
      status: 303,
      headers: { Location: location, ...PRIVATE },
    });
    for (const line of cookies) {
      if (!line.startsWith(`${csrfCookie().name}=`)) response.headers.append("Set-Cookie", line);
    }
    if (!wanted) response.headers.append("Set-Cookie", expired(provider.id));
    return response;
  } catch (error) {
    return refuseProvider(request, provider, error);
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

function destinationOf(asked: URLSearchParams): string {
  const wanted = asked.get("callbackUrl");
  return returnPath(wanted, env().origins);
}

/** An intent that was left half-way must not turn this sign-in into something else. */
function expired(provider: string): string {
  const { name, options } = intentCookie(provider);
  return `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${options.secure ? "; Secure" : ""}`;
}
