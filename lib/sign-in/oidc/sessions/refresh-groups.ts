/**
 * Reads groups again from the provider, while people work: on a request, when it is time, by one of
 * all processes. What the provider no longer says, no longer holds here.
 */
import { setTimeout as pause } from "node:timers/promises";
import { env } from "../../../config/env";
import { requestContext } from "../../../http/request-context";
import { log } from "../../../log/log";
import { processState } from "../../../process/process-state";
import type { SessionRow } from "../../../session/find-session";
import { admit } from "../../core/admission";
import { signInErrorIn } from "../../core/sign-in-error";
import { candidateOf } from "../candidate";
import { readIdentity } from "../protocol/identity";
import { ProviderError } from "../protocol/provider-error";
import { refreshTokens, type Tokens } from "../protocol/tokens";
import type { Provider } from "../providers/provider";
import { providerOf } from "../providers/providers";
import { decryptTokens, encryptTokens } from "./encrypted-tokens";
import {
  claimGroups,
  endProviderSession,
  findProviderSession,
  keepTokens,
  noteGroupsFailure,
  type ProviderSession,
  saveGroups,
} from "./provider-sessions";

const SECOND = 1000;
/** Longest that a request waits for groups, in milliseconds. */
const MAX_WAIT = 5 * SECOND;
/** For how long nobody else tries: longer than all calls of a reading together. */
const CLAIM = 30 * SECOND;
/** After a failure of the provider: when to try again, and how long its last word is good for. */
const RETRY = 30 * SECOND;
export const LAST_WORD_HOLDS = 60 * 60 * SECOND;

/** Those under way, by session. */
const readings = processState("readings of groups", () => new Map<string, Promise<void>>());

/** Reads a session's groups if they are still due. True when the session is to be looked up again. */
export async function refreshGroups({ id, groupsDueAt }: SessionRow): Promise<boolean> {
  if (!groupsDueAt) return false;
  const reading = readings.get(id) ?? read(id, groupsDueAt).finally(() => readings.delete(id));
  readings.set(id, reading);
  reading.catch((error: unknown) => log().error({ err: error }, "groups could not be read"));
  await Promise.race([reading.catch(() => {}), pause(MAX_WAIT, undefined, { ref: false })]);
  return true;
}

/** When groups are to be read next; null for a session that has nothing to read them with. */
export function nextReading(provider: Provider, tokens: Tokens): Date | null {
  const means = provider.api ? tokens.accessToken : tokens.refreshToken;
  return provider.refreshGroups && means ? dueIn(env().groupRefresh * SECOND) : null;
}

async function read(id: string, due: Date): Promise<void> {
  if (!(await claimGroups(id, due, dueIn(CLAIM)))) return awaitOther(id, due);
  const session = await findProviderSession(id);
  const provider = providerOf(session?.account?.provider);
  if (!session?.account) return;
  const by = { actor: null, via: `oidc:${session.account.provider}`, ip: requestContext().address };
  if (!provider) return endProviderSession(session, "provider no longer configured", by);
  try {
    const { groups, next } = await askProvider(provider, session);
    await saveGroups(session, groups, next, by);
  } catch (error) {
    const { reason, temporary } = signInErrorIn(error) ?? internalError(error);
    const since = session.groupsFailingSince ?? new Date();
    const expired = Date.now() - since.getTime() > LAST_WORD_HOLDS;
    log().warn({ err: error, provider: provider.id, reason }, "groups could not be read");
    if (temporary && !expired) return noteGroupsFailure(id, since, dueIn(RETRY));
    await endProviderSession(session, reason, by);
  }
}

/** Says nothing about the person either; but groups must not outlive it for ever. */
function internalError(cause: unknown): ProviderError {
  return new ProviderError("provider-unavailable", "an error of ours", {
    cause,
    temporary: true,
  });
}

async function askProvider(provider: Provider, session: ProviderSession) {
  const old = session.tokens === null ? null : decryptTokens(session.tokens, session.id);
  if (!old) throw new ProviderError("provider-refused", "tokens can't be opened");
  const tokens = provider.api ? old : await renewed(provider, session.id, old);
  const identity = await readIdentity(provider, tokens);
  const { issuer, subject } = session.account ?? {};
  if (identity.issuer !== issuer || identity.subject !== subject) {
    throw new ProviderError("token-invalid", "sub: not the person of this session");
  }
  const { groups } = await admit(candidateOf(provider, identity, tokens));
  return { groups, next: dueIn(env().groupRefresh * SECOND) };
}

/** Uses the refresh token. What comes is kept at once: the old one may be worthless now. */
async function renewed(provider: Provider, id: string, old: Tokens): Promise<Tokens> {
  const tokens = await refreshTokens(provider, old);
  const kept = {
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken ?? old.refreshToken,
    // The first one stays: signing out there is asked for with it.
    idToken: old.idToken ?? tokens.idToken,
  };
  await keepTokens(id, encryptTokens(kept, id));
  return { ...kept, idToken: tokens.idToken };
}

/** Waits while another process reads. */
async function awaitOther(id: string, due: Date): Promise<void> {
  for (const end = Date.now() + MAX_WAIT; Date.now() < end; await pause(100)) {
    const next = (await findProviderSession(id))?.groupsDueAt;
    if (next?.getTime() !== due.getTime()) return;
  }
}

function dueIn(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds);
}
