/** The end of a sign-in that was begun on the account page: an account to confirm, or a person proved. */
import type { NextResponse } from "next/server";
import { sitePath } from "../../http/site-path";
import { findAccount } from "../../people/accounts";
import { holdForConfirmation, spendIntent } from "../core/intent-rows";
import type { Attempt } from "./attempts";
import type { CameBack } from "./callback";
import { mayLink } from "./enter";
import { ProviderFailure } from "./failure";
import { requireFresh } from "./fresh-sign-in";
import { beginIntent, intentEnd, type Wanted } from "./intents";
import { pendingLink } from "./pending-link";
import { leadTo } from "./refusal";

/** Does what the sign-in was for; links nothing yet. Throws ProviderFailure, and then nothing has changed. */
export async function finishIntent(
  { intent, session, tokenHash }: Wanted,
  attempt: Attempt,
  cameBack: CameBack,
): Promise<NextResponse> {
  const { provider, person, tokens } = cameBack;
  const { userId, id: sessionId } = session;
  requireFresh(provider, tokens, attempt);
  if (intent.kind === "link") {
    const arriving = await mayLink(cameBack, { userId });
    const found = pendingLink(cameBack, arriving);
    if (!(await holdForConfirmation(tokenHash, found, intentEnd()))) throw usedBefore();
    return leadTo(sitePath(`/account/link?intent=${attempt.intent}`));
  }
  const account = await findAccount(person);
  if (account?.userId !== userId) {
    throw new ProviderFailure("not-the-same-person", "another account");
  }
  if (!(await spendIntent(tokenHash))) throw usedBefore();
  if (!intent.linkNext) return leadTo(sitePath("/account"));
  const next = { sessionId, kind: "link", provider: intent.linkNext, linkNext: null };
  return leadTo(sitePath(await beginIntent(next)));
}

const usedBefore = () => new ProviderFailure("sign-in-expired", "intent: used before");
