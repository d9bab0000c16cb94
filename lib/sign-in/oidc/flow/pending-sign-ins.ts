/**
 * Sign-ins under way in this browser. Each has one cookie, named after its state, so that tabs don't
 * get into each other's way; where it was going travels in the state, so that even one whose cookie
 * is gone still knows. See docs/decisions/017.
 */
import type { NextRequest } from "next/server";
import { env } from "../../../config/env";
import { returnPath } from "../../../http/return-path";
import { type CookieSpec, flowCookie } from "../../../session/cookies";
import { decrypt, encrypt } from "../../core/encryption";
import { SIGN_IN_SECONDS } from "../protocol/authorization";

/** At most so many at once, of about 300 bytes each: many proxies take 8 KB of cookies. */
export const MOST_PENDING = 20;

/** What a browser keeps of a sign-in while its person is at the provider. */
export interface PendingSignIn {
  begunAt: Date;
  state: string;
  nonce: string;
  verifier: string;
  /** What it is for, when it was begun on the account page: an intent's token. */
  intent: string | null;
}

/** A cookie to set; `maxAge` 0 takes it away. */
export type Cookie = CookieSpec & { value: string; maxAge: number };

/** The cookies with which a new one is kept, and others give way: the oldest, and what is no use. */
export function cookiesToBegin(
  request: NextRequest,
  provider: string,
  pending: PendingSignIn,
): Cookie[] {
  const { begunAt, state, nonce, verifier, intent } = pending;
  const spec = cookieOf(provider, state);
  const parts = [begunAt.getTime().toString(36), state, nonce, verifier, intent ?? ""];
  const value = encrypt(parts.join(" "), { purpose: "sign-in under way", owner: spec.name });
  const others = pendingSignInsIn(request).sort((a, b) => begunTime(b) - begunTime(a));
  const dropped = others.filter((one, i) => begunTime(one) === 0 || i >= MOST_PENDING - 1);
  return [{ ...spec, value, maxAge: SIGN_IN_SECONDS }, ...dropped.map(({ name }) => expired(name))];
}

/** The cookie to take away when one is over. */
export function cookieToEnd(provider: string, { state }: PendingSignIn): Cookie {
  return expired(cookieOf(provider, state).name);
}

/** What this browser began with that state at that provider, or null: not here, or too long ago. */
export function pendingSignInOf(
  request: NextRequest,
  provider: string,
  state: string,
): PendingSignIn | null {
  const { name } = cookieOf(provider, state);
  const pending = read(name, request.cookies.get(name)?.value ?? "");
  return pending?.state === state ? pending : null;
}

/** The state as it is sent to the provider: with where to go afterwards, a path of this site. */
export function stateToSend(provider: string, state: string, destination: string): string {
  return `${state}.${encrypt(destination, { purpose: "destination", owner: `${provider} ${state}` })}`;
}

/** What came back as the state: the state itself, and where to go; null when we never sent that. */
export function stateSent(
  provider: string,
  sent: string,
): { state: string; destination: string } | null {
  const [state = "", ...encrypted] = sent.split(".");
  const context = { purpose: "destination", owner: `${provider} ${state}` };
  const path = decrypt(encrypted.join("."), context);
  return path === null ? null : { state, destination: returnPath(path, env().origins) };
}

interface KeptCookie {
  name: string;
  pending: PendingSignIn | null;
}

const begunTime = ({ pending }: KeptCookie) => pending?.begunAt.getTime() ?? 0;

/** All that a browser sent, of all providers. */
function pendingSignInsIn(request: NextRequest): KeptCookie[] {
  const start = flowCookie("", "").name.slice(0, -1);
  return request.cookies
    .getAll()
    .filter(({ name }) => name.startsWith(start))
    .map(({ name, value }) => ({ name, pending: read(name, value) }));
}

function read(name: string, value: string): PendingSignIn | null {
  const text = decrypt(value, { purpose: "sign-in under way", owner: name });
  const [begun = "", state = "", nonce = "", verifier = "", intent = ""] = text?.split(" ") ?? [];
  const begunAt = new Date(Number.parseInt(begun, 36));
  const age = Date.now() - begunAt.getTime();
  // Not a number is too old as well.
  if (!(age <= SIGN_IN_SECONDS * 1000)) return null;
  return { begunAt, state, nonce, verifier, intent: intent || null };
}

/** The first letters of the state are enough to tell them apart; all of it is compared later. */
function cookieOf(provider: string, state: string): CookieSpec {
  return flowCookie(provider, state.slice(0, 8));
}

function expired(name: string): Cookie {
  return { name, options: flowCookie("", "").options, value: "", maxAge: 0 };
}
