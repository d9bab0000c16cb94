/** From a person at a provider to a person here: an account found, linked or made, or a refusal. */

import type { AuditContext } from "../../audit/audit";
import { isDuplicate } from "../../db/client";
import { createPerson, freeUsername } from "../../people/account-creation";
import {
  type AccountRow,
  type Arriving,
  findAccount,
  linkAccount,
  updateAccount,
} from "../../people/accounts";
import { hooks } from "../core/hooks";
import { type Admitted, admit, inTime } from "./admission";
import { ProviderFailure } from "./failure";
import { accountLabel, preferredDisplayName, preferredUsername, trustedEmailOf } from "./names";
import type { Person } from "./person";
import type { Provider } from "./providers/provider";
import type { Tokens } from "./tokens";

export interface Arrival {
  provider: Provider;
  person: Person;
  tokens: Tokens;
  by: AuditContext;
}

export interface SignedInUser {
  userId: string;
  username: string;
  accountId: string;
}

/** Lets somebody in: brings the account up to date, or makes a new person. Throws ProviderFailure. */
export async function enter(arrival: Arrival): Promise<SignedInUser> {
  const { admitted, account } = await checked(arrival);
  for (let attempt = 1; ; attempt++) {
    try {
      const existing = account ?? (attempt > 1 ? await findAccount(arrival.person) : null);
      if (existing) return await comeBack(arrival, existing, admitted);
      return await comeFirst(arrival, admitted);
    } catch (error) {
      // A name, or the account itself, was taken a moment ago: by another tab, or somebody else.
      if (attempt === 5 || !isDuplicate(error)) throw error;
    }
  }
}

/** The account as it would be linked. Throws `account-taken` when it is another's, or what admission throws. */
export async function mayLink(arrival: Arrival, viewer: { userId: string }): Promise<Arriving> {
  const account = await findAccount(arrival.person);
  if (account && account.userId !== viewer.userId) {
    throw new ProviderFailure("account-taken", "linked to another user");
  }
  const admitted = await admit(arrival.provider, arrival.person.profile, arrival.tokens);
  return arriving(arrival, admitted);
}

/** Links an account to somebody who is signed in. Throws `account-taken` when it is another's. */
export async function link(
  arriving: Arriving,
  viewer: { userId: string; username: string },
  from: Omit<AuditContext, "actor">,
): Promise<void> {
  const by = { ...from, actor: viewer.username };
  const account = await findAccount(arriving);
  if (account?.userId === viewer.userId) return updateAccount(account, arriving, by);
  try {
    await linkAccount(viewer, arriving, by);
  } catch (error) {
    throw isDuplicate(error)
      ? new ProviderFailure("account-taken", "linked to another user", { cause: error })
      : error;
  }
}

/** All that can refuse somebody, before anything is written. */
async function checked({ provider, person, tokens }: Arrival) {
  const account = await findAccount(person);
  if (account?.user.disabledAt) throw new ProviderFailure("not-allowed", "disabled");
  if (!account && provider.provision === "invited-only") {
    throw new ProviderFailure("not-invited", "no account");
  }
  const admitted = await admit(provider, person.profile, tokens);
  const { groups } = admitted;
  const { afterSignIn } = hooks;
  if (afterSignIn) {
    const { issuer, subject, profile } = person;
    const username =
      account?.user.username ?? (await freeUsername(preferredUsername(provider, person)));
    const facts = { provider: provider.id, issuer, subject, username, groups, profile, tokens };
    await inTime("afterSignIn", () => afterSignIn({ ...facts, firstTime: account === null }));
  }
  return { account, admitted };
}

async function comeBack(arrival: Arrival, account: AccountRow, admitted: Admitted) {
  const { username, disabledAt } = account.user;
  if (disabledAt) throw new ProviderFailure("not-allowed", "disabled");
  const { provider, person, by } = arrival;
  const names = {
    displayName: preferredDisplayName(provider, person),
    email: trustedEmailOf(provider, person),
  };
  await updateAccount(
    account,
    { ...arriving(arrival, admitted), names },
    { ...by, actor: username },
  );
  return { userId: account.userId, username, accountId: account.id };
}

async function comeFirst(arrival: Arrival, admitted: Admitted): Promise<SignedInUser> {
  const { provider, person, by } = arrival;
  const wanted = preferredUsername(provider, person);
  const username = await freeUsername(wanted);
  const newcomer = {
    ...arriving(arrival, admitted),
    username,
    usernameWanted: wanted === username ? null : wanted,
    email: trustedEmailOf(provider, person),
    displayName: preferredDisplayName(provider, person) ?? username,
  };
  return { ...(await createPerson(newcomer, by)), username };
}

function arriving({ provider, person }: Arrival, admitted: Admitted) {
  const { issuer, subject } = person;
  const label = accountLabel(provider, person);
  return { issuer, subject, provider: provider.id, label, ...admitted };
}
