/** The end of a sign-in that was begun on the account page: an account linked, or a person proved. */
import type { NextResponse } from "next/server";
import { findAccount } from "../../db/accounts";
import { type Intent, spendIntent } from "../../db/intents";
import type { SessionRow } from "../../db/sessions";
import { sitePath } from "../../http/site-path";
import type { CameBack } from "./callback";
import { discover } from "./discovery";
import { link } from "./enter";
import { ProviderFailure } from "./failure";
import { beginIntent } from "./intents";
import { leadTo } from "./refusal";
import { CLOCK_TOLERANCE } from "./verify-token";

/** Does what the sign-in was for. Throws ProviderFailure, and then nothing has changed. */
export async function finishIntent(
  { intent, session, tokenHash }: { intent: Intent; session: SessionRow; tokenHash: string },
  cameBack: CameBack,
): Promise<NextResponse> {
  if (!(await spendIntent(tokenHash))) {
    throw new ProviderFailure("sign-in-expired", "intent: used before");
  }
  const { userId, id: sessionId } = session;
  if (intent.kind === "link") {
    await link(cameBack, { userId, username: session.user.username });
    return leadTo(sitePath("/account?linked"), cameBack.provider);
  }
  await requireProof(intent, userId, cameBack);
  if (!intent.linkNext) return leadTo(sitePath("/account"), cameBack.provider);
  const next = { sessionId, kind: "link", provider: intent.linkNext, linkNext: null };
  const { cookie, path } = await beginIntent(next);
  const response = leadTo(sitePath(path), cameBack.provider);
  response.cookies.set(cookie);
  return response;
}

/** Throws unless an account of this very person has just signed in at the provider. */
async function requireProof(intent: Intent, userId: string, { provider, person }: CameBack) {
  const account = await findAccount(person);
  if (account?.userId !== userId) {
    throw new ProviderFailure("not-the-same-person", "another account");
  }
  const { auth_time: at } = person.profile;
  const { claims_supported } = await discover(provider);
  // Asked for with max_age, it must be there; some providers have never heard of it.
  if (at === undefined && !claims_supported.includes("auth_time")) return;
  const begun = intent.createdAt.getTime() / 1000;
  if (typeof at !== "number" || at < begun - CLOCK_TOLERANCE) {
    throw new ProviderFailure("not-the-same-person", "auth_time: not signed in anew");
  }
}
