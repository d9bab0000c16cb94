/** GET /api/auth/callback/<provider>: somebody comes back from a provider, and is let in or refused. */
import { randomUUID } from "node:crypto";
import type { NextRequest, NextResponse } from "next/server";
import { requestContext } from "../../../http/request-context";
import { sitePath } from "../../../http/site-path";
import { sessionCookie } from "../../../session/cookies";
import { liveSession } from "../../../session/session";
import { finishIntent } from "../../core/finish-intent";
import { confirmationPath, intentOf } from "../../core/intents";
import { signInCandidate } from "../../core/provisioning";
import {
  type RefusalTarget,
  type RefusedSignIn,
  redirectTo,
  refuseAtPage,
} from "../../core/refusal";
import { setSessionCookies, startSessionIn } from "../../core/session-start";
import { SignInError } from "../../core/sign-in-error";
import { candidateOf } from "../candidate";
import { ProviderError } from "../protocol/provider-error";
import { requireReauthentication } from "../protocol/reauthentication";
import { type Provider, viaOf } from "../providers/provider";
import { encryptTokens } from "../sessions/encrypted-tokens";
import { nextReading } from "../sessions/refresh-groups";
import { type Callback, exchangeCallback } from "./exchange-callback";
import { cookieToEnd, type PendingSignIn, pendingSignInOf, stateSent } from "./pending-sign-ins";

/** Finishes a sign-in, or what it was begun for on the account page. */
export async function finishProvider(request: NextRequest, provider: Provider): Promise<Response> {
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const sent = stateSent(provider.id, query.state ?? "");
  const pending = sent && pendingSignInOf(request, provider.id, sent.state);
  const destination = sent?.destination ?? null;
  const response = await finish(request, { provider, query, pending, destination });
  if (pending) {
    const { name, value, options, maxAge } = cookieToEnd(provider.id, pending);
    response.cookies.set(name, value, { ...options, maxAge });
  }
  return response;
}

async function finish(request: NextRequest, callback: Callback): Promise<NextResponse> {
  const { provider, pending, destination } = callback;
  const via = viaOf(provider);
  let refused: RefusedSignIn & RefusalTarget = { via, destination, begunHere: pending !== null };
  try {
    if (!pending) throw new ProviderError("sign-in-expired", "state: not of this browser");
    if (pending.intent === null) return await signIn(request, callback, pending);
    const sessionIntent = await intentOf(request, provider.id, pending.intent);
    // Begun to link an account in a session that has ended since: not to sign in as somebody new.
    if (!sessionIntent)
      throw new ProviderError("sign-in-expired", "intent: over, or of another session");
    const { username } = sessionIntent.session.user;
    refused = { via, action: "account.linked", username, page: "/account", begunHere: true };
    const { identity, tokens } = await exchangeCallback(callback, pending);
    requireReauthentication(provider, tokens, pending.begunAt);
    const next = await finishIntent(sessionIntent, candidateOf(provider, identity, tokens));
    return redirectTo(sitePath(next));
  } catch (error) {
    const expired = error instanceof SignInError && error.code === "sign-in-expired";
    const confirmation = pending?.intent && sitePath(confirmationPath(pending.intent));
    const onward = confirmation || destination;
    // Another tab was quicker, or this is the Back button: there is nothing left to do but go on.
    const remaining = expired && onward ? await unlessSignedIn(request, error) : error;
    if (remaining === null && onward) return redirectTo(onward);
    // That it is over, the sign-in page says; an outage belongs where it was begun.
    if (confirmation && !(remaining instanceof SignInError)) refused.page = "/account";
    return refuseAtPage(provider.id, remaining, refused);
  }
}

/** The error; null when somebody is signed in here anyway, or the outage that hides whether. */
async function unlessSignedIn(request: NextRequest, error: unknown): Promise<unknown> {
  try {
    const row = await liveSession(request.cookies.get(sessionCookie().name)?.value);
    return row ? null : error;
  } catch (outage) {
    return outage;
  }
}

async function signIn(
  request: NextRequest,
  callback: Callback,
  pending: PendingSignIn,
): Promise<NextResponse> {
  const { provider } = callback;
  const destination = callback.destination ?? sitePath("/dashboards");
  const { identity, tokens } = await exchangeCallback(callback, pending);
  const candidate = candidateOf(provider, identity, tokens);
  const { userId, accountId } = await signInCandidate(candidate, requestContext().address);
  // Another tab has signed the same person in meanwhile: one session is enough.
  const present = await liveSession(request.cookies.get(sessionCookie().name)?.value);
  if (present?.accountId === accountId && present.createdAt >= pending.begunAt) {
    return redirectTo(destination);
  }
  const id = randomUUID();
  const started = await startSessionIn(request, {
    userId,
    method: candidate.via,
    persistent: false,
    provider: {
      id,
      accountId,
      sid: identity.sid,
      tokens: encryptTokens(tokens, id),
      groupsDueAt: nextReading(provider, tokens),
    },
  });
  const response = redirectTo(destination);
  await setSessionCookies(request, response, started);
  return response;
}
