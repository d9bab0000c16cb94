/** GET /api/auth/callback/<provider>: somebody comes back from a provider, and is let in or refused. */
import { randomUUID } from "node:crypto";
import type { NextRequest, NextResponse } from "next/server";
import type { Origin } from "../../db/audit";
import { env } from "../../env";
import { requestContext } from "../../http/request-context";
import { returnPath } from "../../http/return-path";
import { deviceCookie, intentCookie, sessionCookie } from "../cookies";
import { DEVICE_AGE_SECONDS, recogniseDevice } from "../device";
import { runNextAuth } from "../next-auth";
import type { Provider } from "../providers/provider";
import { startSession } from "../session";
import { discover } from "./discovery";
import { enter } from "./enter";
import { exchange } from "./exchange";
import { ProviderFailure } from "./failure";
import { finishIntent } from "./finish-intent";
import { flowCookies, flowOf, type Trade } from "./flow";
import { intentOf } from "./intents";
import type { Person } from "./person";
import { nextReading } from "./refresh-groups";
import { leadTo, refuseProvider } from "./refusal";
import { sealTokens } from "./sealed-tokens";
import type { Tokens } from "./tokens";

export interface CameBack {
  provider: Provider;
  person: Person;
  tokens: Tokens;
  by: Origin;
}

/** Finishes a sign-in, or what it was begun for on the account page. */
export async function finishProvider(request: NextRequest, provider: Provider): Promise<Response> {
  const begunHere = Boolean(request.cookies.get(intentCookie(provider.id).name)?.value);
  let wanted: Awaited<ReturnType<typeof intentOf>> = null;
  try {
    wanted = await intentOf(request, provider.id);
    // Begun to link an account in a session that has ended since: not to sign in as somebody new.
    if (!wanted && begunHere) {
      throw new ProviderFailure("sign-in-expired", "intent: its session is over");
    }
    const { cameBack, destination } = await comeBack(request, provider);
    if (wanted) return await finishIntent(wanted, cameBack);
    return await signIn(request, cameBack, destination);
  } catch (error) {
    // That it is over, the sign-in page says; all else belongs where it was begun.
    const over = !wanted && error instanceof ProviderFailure;
    if (!begunHere || over) return refuseProvider(request, provider, error);
    const username = wanted?.session.user.username ?? null;
    const about = { action: "account.linked", username, page: "/account" as const };
    return refuseProvider(request, provider, error, about);
  }
}

/** Has next-auth check state and PKCE cookies, and trades the code. Throws ProviderFailure. */
async function comeBack(request: NextRequest, provider: Provider) {
  const query = Object.fromEntries(request.nextUrl.searchParams);
  if (query.error) {
    const reason = query.error.replace(/[^\w.-]/g, "").slice(0, 60);
    throw new ProviderFailure("provider-refused", reason);
  }
  const by: Origin = { actor: null, via: `oidc:${provider.id}`, ip: requestContext().address };
  let outcome: { cameBack: CameBack } | { failure: unknown } | undefined;
  const trade: Trade = async (params, checks) => {
    try {
      const traded = await exchange(provider, { ...query, ...params }, checks);
      outcome = { cameBack: { ...traded, provider, by } };
      return { id: "known", handle: "" };
    } catch (failure) {
      outcome = { failure };
      throw failure;
    }
  };
  const cookies = Object.values(flowCookies(provider.id)).map(({ name }) => [
    name,
    request.cookies.get(name)?.value ?? "",
  ]);
  const { location } = await runNextAuth({
    method: "GET",
    action: "callback",
    provider: provider.id,
    query,
    cookies: Object.fromEntries(cookies),
    origin: env().appUrl.origin,
    flow: flowOf(provider, await discover(provider), { trade }),
  });
  if (!outcome) throw new ProviderFailure("sign-in-expired", "cookies: missing or too old");
  if ("failure" in outcome) throw outcome.failure;
  return { ...outcome, destination: returnPath(location, env().origins) };
}

async function signIn(
  request: NextRequest,
  cameBack: CameBack,
  destination: string,
): Promise<NextResponse> {
  const { provider, tokens, person, by } = cameBack;
  const { userId, accountId } = await enter(cameBack);
  const cookie = (name: string) => request.cookies.get(name)?.value;
  const id = randomUUID();
  const { handle } = await startSession({
    userId,
    method: by.via,
    persistent: false,
    ip: by.ip,
    userAgent: request.headers.get("user-agent"),
    replaces: cookie(sessionCookie().name),
    provider: {
      id,
      accountId,
      sid: person.sid,
      tokens: sealTokens(tokens, id),
      groupsDueAt: nextReading(provider, tokens),
    },
  });
  const response = leadTo(destination, provider);
  const { name, options } = sessionCookie();
  response.cookies.set(name, handle, options);
  const device = await recogniseDevice(cookie(deviceCookie().name), userId);
  const age = { maxAge: DEVICE_AGE_SECONDS };
  response.cookies.set(deviceCookie().name, device, { ...deviceCookie().options, ...age });
  return response;
}

/** The provider of an id, or null. */
export function providerOf(id: string | undefined): Provider | null {
  return env().providers.find((provider) => provider.id === id) ?? null;
}
