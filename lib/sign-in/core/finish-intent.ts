/** The end of a sign-in that was begun on the account page: an account to confirm, or a person proved. */
import { findAccount } from "../../people/accounts";
import { hashToken } from "../../session/tokens";
import type { Candidate } from "./candidate";
import { consumeIntent, holdForConfirmation } from "./intent-rows";
import { beginIntent, confirmationPath, intentEnd, type SessionIntent } from "./intents";
import { pendingLinkOf } from "./pending-link";
import { linkableAccount } from "./provisioning";
import { AdmissionError } from "./sign-in-error";

/**
 * Does what the sign-in was for, and gives the path to go on to; links nothing yet. Throws a
 * SignInError, and then nothing has changed.
 */
export async function finishIntent(
  { intent, session, token }: SessionIntent,
  candidate: Candidate,
): Promise<string> {
  const { userId, id: sessionId } = session;
  const tokenHash = hashToken(token);
  if (intent.kind === "link") {
    const account = await linkableAccount(candidate, { userId });
    const found = pendingLinkOf(candidate, account);
    if (!(await holdForConfirmation(tokenHash, found, intentEnd()))) throw usedBefore();
    return confirmationPath(token);
  }
  const account = await findAccount(candidate);
  if (account?.userId !== userId) {
    throw new AdmissionError("not-the-same-person", "another account");
  }
  if (!(await consumeIntent(tokenHash))) throw usedBefore();
  if (!intent.linkNext) return "/account";
  return beginIntent({ sessionId, kind: "link", provider: intent.linkNext, linkNext: null });
}

const usedBefore = () => new AdmissionError("sign-in-expired", "intent: used before");
