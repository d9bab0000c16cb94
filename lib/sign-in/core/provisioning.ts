/** From a candidate to a person here: an account found, linked or made, or a refusal. */

import type { AuditContext } from "../../audit/audit";
import { isDuplicate } from "../../db/client";
import { freeUsername, provisionUser } from "../../people/account-creation";
import {
  type AccountRow,
  findAccount,
  linkAccount,
  type ProviderAccount,
  updateAccount,
} from "../../people/accounts";
import { type Admission, admit } from "./admission";
import type { Candidate } from "./candidate";
import {
  accountLabel,
  preferredDisplayName,
  preferredUsername,
  trustedEmailOf,
} from "./candidate-names";
import { hooks } from "./hooks";
import { runHook } from "./run-hook";
import { AdmissionError } from "./sign-in-error";

export interface SignedInUser {
  userId: string;
  username: string;
  accountId: string;
}

/**
 * Lets somebody in who came from the address `ip`: brings the account up to date, or makes a new
 * person. Throws a SignInError.
 */
export async function signInCandidate(
  candidate: Candidate,
  ip: string | null,
): Promise<SignedInUser> {
  const { admission, account } = await checked(candidate);
  const by = { actor: null, via: candidate.via, ip };
  for (let attempt = 1; ; attempt++) {
    try {
      const existing = account ?? (attempt > 1 ? await findAccount(candidate) : null);
      if (existing) return await updateExisting(candidate, existing, admission, by);
      return await createNew(candidate, admission, by);
    } catch (error) {
      // A name, or the account itself, was taken a moment ago: by another tab, or somebody else.
      if (attempt === 5 || !isDuplicate(error)) throw error;
    }
  }
}

/** The account as it would be linked. Throws `account-taken` when it is another's, or what admission throws. */
export async function linkableAccount(
  candidate: Candidate,
  viewer: { userId: string },
): Promise<ProviderAccount> {
  const account = await findAccount(candidate);
  if (account && account.userId !== viewer.userId) {
    throw new AdmissionError("account-taken", "linked to another user");
  }
  return accountOf(candidate, await admit(candidate));
}

/** Links an account to somebody who is signed in. Throws `account-taken` when it is another's. */
export async function linkToUser(
  account: ProviderAccount,
  viewer: { userId: string; username: string },
  from: Omit<AuditContext, "actor">,
): Promise<void> {
  const by = { ...from, actor: viewer.username };
  const existing = await findAccount(account);
  if (existing?.userId === viewer.userId) return updateAccount(existing, account, by);
  try {
    await linkAccount(viewer, account, by);
  } catch (error) {
    throw isDuplicate(error)
      ? new AdmissionError("account-taken", "linked to another user", { cause: error })
      : error;
  }
}

/** All that can refuse somebody, before anything is written. */
async function checked(candidate: Candidate) {
  const account = await findAccount(candidate);
  if (account?.user.disabledAt) throw new AdmissionError("not-allowed", "disabled");
  if (!account && candidate.provider.provision === "invited-only") {
    throw new AdmissionError("not-invited", "no account");
  }
  const admission = await admit(candidate);
  const { groups } = admission;
  const { afterSignIn } = hooks;
  if (afterSignIn) {
    const { issuer, subject, profile, tokens } = candidate;
    const username = account?.user.username ?? (await freeUsername(preferredUsername(candidate)));
    const provider = candidate.provider.id;
    const facts = { provider, issuer, subject, username, groups, profile, tokens };
    await runHook("afterSignIn", () => afterSignIn({ ...facts, firstTime: account === null }));
  }
  return { account, admission };
}

async function updateExisting(
  candidate: Candidate,
  account: AccountRow,
  admission: Admission,
  by: AuditContext,
): Promise<SignedInUser> {
  const { username, disabledAt } = account.user;
  if (disabledAt) throw new AdmissionError("not-allowed", "disabled");
  const names = {
    displayName: preferredDisplayName(candidate),
    email: trustedEmailOf(candidate),
  };
  const update = { ...accountOf(candidate, admission), names };
  await updateAccount(account, update, { ...by, actor: username });
  return { userId: account.userId, username, accountId: account.id };
}

async function createNew(
  candidate: Candidate,
  admission: Admission,
  by: AuditContext,
): Promise<SignedInUser> {
  const wanted = preferredUsername(candidate);
  const username = await freeUsername(wanted);
  const user = {
    ...accountOf(candidate, admission),
    username,
    usernameWanted: wanted === username ? null : wanted,
    email: trustedEmailOf(candidate),
    displayName: preferredDisplayName(candidate) ?? username,
  };
  return { ...(await provisionUser(user, by)), username };
}

function accountOf(candidate: Candidate, admission: Admission): ProviderAccount {
  const { issuer, subject, provider } = candidate;
  return { issuer, subject, provider: provider.id, label: accountLabel(candidate), ...admission };
}
