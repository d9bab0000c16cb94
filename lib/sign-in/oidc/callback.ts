/** GET /api/auth/callback/<provider>: somebody comes back from a provider, and is let in or refused. */
import { randomUUID } from "node:crypto";
import type { NextRequest, NextResponse } from "next/server";
import type { AuditContext } from "../../audit/audit";
import { env } from "../../config/env";
import { requestContext } from "../../http/request-context";
import { sitePath } from "../../http/site-path";
import { deviceCookie, sessionCookie } from "../../session/cookies";
import { DEVICE_AGE_SECONDS, rememberDevice } from "../../session/devices";
import { liveSession, startSession } from "../../session/session";
import { runNextAuth } from "../core/next-auth";
import { type Attempt, attemptOf, cookieToEnd, stateSent } from "./attempts";
import { discover } from "./discovery";
import { encryptTokens } from "./encrypted-tokens";
import { enter } from "./enter";
import { exchange } from "./exchange";
import { ProviderFailure } from "./failure";
import { finishIntent } from "./finish-intent";
import { flowOf, type Trade } from "./flow";
import { intentOf } from "./intents";
import { cookiesOf } from "./next-auth-checks";
import type { Person } from "./person";
import type { Provider } from "./providers/provider";
import { nextReading } from "./refresh-groups";
import { type Refused, redirectTo, refuseProvider } from "./refusal";
import type { Tokens } from "./tokens";

export interface ProviderCallback {
  provider: Provider;
  person: Person;
  tokens: Tokens;
  by: AuditContext;
}

/** Finishes a sign-in, or what it was begun for on the account page. */
export async function finishProvider(request: NextRequest, provider: Provider): Promise<Response> {
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const sent = stateSent(provider.id, query.state ?? "");
  const attempt = sent && attemptOf(request, provider.id, sent.state);
  const destination = sent?.destination ?? null;
  const response = await finish(request, { provider, query, attempt, destination });
  if (attempt) {
    const { name, value, options, maxAge } = cookieToEnd(provider.id, attempt);
    response.cookies.set(name, value, { ...options, maxAge });
  }
  return response;
}

/** Somebody who comes back, by the address alone: nothing of it is to be believed yet. */
interface Return {
  provider: Provider;
  query: Record<string, string>;
  /** What this browser began with that state; null when it didn't, or when that is over. */
  attempt: Attempt | null;
  /** Where it was going, if it was us who wrote that into the state. */
  destination: string | null;
}

async function finish(request: NextRequest, back: Return): Promise<NextResponse> {
  const { provider, attempt, destination } = back;
  let refused: Refused = { destination, begunHere: attempt !== null };
  try {
    if (!attempt) throw new ProviderFailure("sign-in-expired", "state: not of this browser");
    if (attempt.intent === null) {
      const callback = await comeBack(back, attempt);
      return await signIn(request, callback, attempt, destination ?? sitePath("/dashboards"));
    }
    const wanted = await intentOf(request, provider.id, attempt.intent);
    // Begun to link an account in a session that has ended since: not to sign in as somebody new.
    if (!wanted)
      throw new ProviderFailure("sign-in-expired", "intent: over, or of another session");
    const { username } = wanted.session.user;
    refused = { action: "account.linked", username, page: "/account", begunHere: true };
    return await finishIntent(wanted, attempt, await comeBack(back, attempt));
  } catch (error) {
    const over = error instanceof ProviderFailure && error.code === "sign-in-expired";
    const waiting = attempt?.intent && sitePath(`/account/link?intent=${attempt.intent}`);
    const onward = waiting || destination;
    // Another tab was quicker, or this is the Back button: there is nothing left to do but go on.
    const failure = over && onward ? await unlessSignedIn(request, error) : error;
    if (failure === null && onward) return redirectTo(onward);
    // That it is over, the sign-in page says; an outage belongs where it was begun.
    if (waiting && !(failure instanceof ProviderFailure)) refused.page = "/account";
    return refuseProvider(provider, failure, refused);
  }
}

/** The failure; null when somebody is signed in here anyway, or the outage that hides whether. */
async function unlessSignedIn(request: NextRequest, failure: unknown): Promise<unknown> {
  try {
    const row = await liveSession(request.cookies.get(sessionCookie().name)?.value);
    return row ? null : failure;
  } catch (outage) {
    return outage;
  }
}

/** Has next-auth check state and PKCE, and trades the code. Throws ProviderFailure. */
async function comeBack({ provider, query }: Return, attempt: Attempt): Promise<ProviderCallback> {
  if (query.error) {
    const reason = query.error.replace(/[^\w.-]/g, "").slice(0, 60);
    throw new ProviderFailure("provider-refused", reason);
  }
  const { state } = attempt;
  const by: AuditContext = {
    actor: null,
    via: `oidc:${provider.id}`,
    ip: requestContext().address,
  };
  let outcome: { callback: ProviderCallback } | { failure: unknown } | undefined;
  const trade: Trade = async (params, checks) => {
    try {
      const traded = await exchange(provider, { ...query, ...params, state }, checks);
      outcome = { callback: { ...traded, provider, by } };
      return { id: "known", sessionToken: "" };
    } catch (failure) {
      outcome = { failure };
      throw failure;
    }
  };
  await runNextAuth({
    method: "GET",
    action: "callback",
    provider: provider.id,
    query: { ...query, state },
    cookies: await cookiesOf(attempt, provider.id),
    origin: env().appUrl.origin,
    flow: flowOf(provider, await discover(provider), { trade }),
  });
  if (!outcome) throw new ProviderFailure("sign-in-expired", "cookies: not taken");
  if ("failure" in outcome) throw outcome.failure;
  return outcome.callback;
}

async function signIn(
  request: NextRequest,
  callback: ProviderCallback,
  attempt: Attempt,
  destination: string,
): Promise<NextResponse> {
  const { provider, tokens, person, by } = callback;
  const { userId, accountId } = await enter(callback);
  const cookie = (name: string) => request.cookies.get(name)?.value;
  // Another tab has signed the same person in meanwhile: one session is enough.
  const present = await liveSession(cookie(sessionCookie().name));
  if (present?.accountId === accountId && present.createdAt >= attempt.begunAt) {
    return redirectTo(destination);
  }
  const id = randomUUID();
  const { token } = await startSession({
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
      tokens: encryptTokens(tokens, id),
      groupsDueAt: nextReading(provider, tokens),
    },
  });
  const response = redirectTo(destination);
  const { name, options } = sessionCookie();
  response.cookies.set(name, token, options);
  const device = await rememberDevice(cookie(deviceCookie().name), userId);
  const age = { maxAge: DEVICE_AGE_SECONDS };
  response.cookies.set(deviceCookie().name, device, { ...deviceCookie().options, ...age });
  return response;
}

/** The provider of an id, or null. */
export function providerOf(id: string | undefined): Provider | null {
  return env().providers.find((provider) => provider.id === id) ?? null;
}
