/** The end of a sign-in that was begun on the account page: an account to confirm, or a person proved. */
import type { NextResponse } from "next/server";
import { sitePath } from "../../http/site-path";
import { findAccount } from "../../people/accounts";
import { consumeIntent, holdForConfirmation } from "../core/intent-rows";
import type { Attempt } from "./attempts";
import type { ProviderCallback } from "./callback";
import { mayLink } from "./enter";
import { ProviderFailure } from "./failure";
import { requireFresh } from "./fresh-sign-in";
import { beginIntent, intentEnd, type Wanted } from "./intents";
import { pendingLink } from "./pending-link";
import { redirectTo } from "./refusal";

/** Does what the sign-in was for; links nothing yet. Throws ProviderFailure, and then nothing has changed. */
export async function finishIntent(
  { intent, session, tokenHash }: Wanted,
  attempt: Attempt,
  callback: ProviderCallback,
): Promise<NextResponse> {
  const { provider, person, tokens } = callback;
  const { userId, id: sessionId } = session;
  requireFresh(provider, tokens, attempt);
  if (intent.kind === "link") {
    const arriving = await mayLink(callback, { userId });
    const found = pendingLink(callback, arriving);
    if (!(await holdForConfirmation(tokenHash, found, intentEnd()))) throw usedBefore();
    return redirectTo(sitePath(`/account/link?intent=${attempt.intent}`));
  }
  const account = await findAccount(person);
  if (account?.userId !== userId) {
    throw new ProviderFailure("not-the-same-person", "another account");
  }
  if (!(await consumeIntent(tokenHash))) throw usedBefore();
  if (!intent.linkNext) return redirectTo(sitePath("/account"));
  const next = { sessionId, kind: "link", provider: intent.linkNext, linkNext: null };
  return redirectTo(sitePath(await beginIntent(next)));
}

const usedBefore = () => new ProviderFailure("sign-in-expired", "intent: used before");
