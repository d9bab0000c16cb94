/** An account that a provider vouched for and that waits for its person's second click. */
import { z } from "zod";
import type { Viewer } from "../../access/policy";
import { requestContext } from "../../http/request-context";
import type { ProviderAccount } from "../../people/accounts";
import { hashToken, isToken } from "../../session/tokens";
import type { Candidate } from "./candidate";
import { displayable, trustedEmailOf } from "./candidate-names";
import { consumeIntent, findIntent, type Intent } from "./intent-rows";
import { linkToUser } from "./provisioning";
import { AdmissionError } from "./sign-in-error";

const pendingLink = z.object({
  account: z.object({
    issuer: z.string(),
    subject: z.string(),
    provider: z.string(),
    label: z.string(),
    groups: z.array(z.string()),
    leftOut: z.array(z.string()),
  }),
  /** How the person came, for the audit log. */
  via: z.string(),
  /** What the provider calls the person. */
  username: z.string().nullable(),
  name: z.string().nullable(),
  /** The e-mail address that the provider says, and whether it is to be believed. */
  email: z.string().nullable(),
  trusted: z.boolean(),
});
export type PendingLink = z.output<typeof pendingLink>;

/** What is kept until the second click, as JSON. */
export function pendingLinkOf(candidate: Candidate, account: ProviderAccount): string {
  const { via, username, displayName, email } = candidate;
  const said = (text: string | undefined) => (text === undefined ? null : displayable(text));
  return JSON.stringify({
    account,
    via,
    username: said(username),
    name: said(displayName),
    email: said(email),
    trusted: trustedEmailOf(candidate) !== null,
  } satisfies Omit<PendingLink, "account"> & { account: ProviderAccount });
}

/** What waits under this token for the person of this very session, or null. */
export async function findPendingLink(viewer: Viewer, token: string): Promise<PendingLink | null> {
  if (!isToken(token)) return null;
  return foundIn(await findIntent(hashToken(token)), viewer);
}

/**
 * Links what waits under this token; each counts once. Throws a SignInError, and then nothing is
 * linked.
 */
export async function confirmLink(viewer: Viewer, token: string): Promise<void> {
  const pending = await findPendingLink(viewer, token);
  if (!pending || !(await consumeIntent(hashToken(token)))) {
    throw new AdmissionError("sign-in-expired", "intent: nothing waits to be linked");
  }
  const { account, via } = pending;
  await linkToUser(account, viewer, { via, ip: requestContext().address });
}

/** Forgets what waits under this token. */
export async function dropPendingLink(viewer: Viewer, token: string): Promise<void> {
  if (await findPendingLink(viewer, token)) await consumeIntent(hashToken(token));
}

function foundIn(intent: Intent | null, viewer: Viewer): PendingLink | null {
  if (intent?.kind !== "confirm" || intent.sessionId !== viewer.session.id) return null;
  // Kept for ten minutes: one in another form is from before an update, and is begun anew.
  return pendingLink.safeParse(JSON.parse(intent.found ?? "null")).data ?? null;
}
