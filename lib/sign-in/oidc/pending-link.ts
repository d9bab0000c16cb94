/** An account that came back from a provider and waits for its person's second click. */
import { z } from "zod";
import type { Viewer } from "../../access/policy";
import { requestContext } from "../../http/request-context";
import type { Arriving } from "../../people/accounts";
import { hashToken, isToken } from "../../session/tokens";
import { consumeIntent, findIntent, type Intent } from "../core/intent-rows";
import type { ProviderCallback } from "./callback";
import { link } from "./enter";
import { ProviderFailure } from "./failure";
import { trustedEmailOf, visible } from "./names";
import { textAt } from "./providers/claims";

const foundSchema = z.object({
  arriving: z.object({
    issuer: z.string(),
    subject: z.string(),
    provider: z.string(),
    label: z.string(),
    groups: z.array(z.string()),
    leftOut: z.array(z.string()),
  }),
  /** What the provider calls the person. */
  username: z.string().nullable(),
  name: z.string().nullable(),
  /** The e-mail address that the provider says, and whether it is to be believed. */
  email: z.string().nullable(),
  trusted: z.boolean(),
});
export type PendingLink = z.output<typeof foundSchema>;

/** What is kept until the second click, as JSON. */
export function pendingLink({ provider, person }: ProviderCallback, arriving: Arriving): string {
  const said = (claim: string) => {
    const text = textAt(person.profile, claim);
    return text === undefined ? null : visible(text);
  };
  const { username, displayName, email } = provider.claims;
  return JSON.stringify({
    arriving,
    username: said(username),
    name: said(displayName),
    email: said(email),
    trusted: trustedEmailOf(provider, person) !== null,
  } satisfies Omit<PendingLink, "arriving"> & { arriving: Arriving });
}

/** What waits under this token for the person of this very session, or null. */
export async function findPendingLink(viewer: Viewer, token: string): Promise<PendingLink | null> {
  if (!isToken(token)) return null;
  return foundIn(await findIntent(hashToken(token)), viewer);
}

/**
 * Links what waits under this token; each counts once. Gives the provider's id. Throws
 * ProviderFailure, and then nothing is linked.
 */
export async function confirmLink(viewer: Viewer, token: string): Promise<string> {
  const pending = await findPendingLink(viewer, token);
  if (!pending || !(await consumeIntent(hashToken(token)))) {
    throw new ProviderFailure("sign-in-expired", "intent: nothing waits to be linked");
  }
  const { provider } = pending.arriving;
  const by = { via: `oidc:${provider}`, ip: requestContext().address };
  await link(pending.arriving, viewer, by);
  return provider;
}

/** Forgets what waits under this token. */
export async function dropPendingLink(viewer: Viewer, token: string): Promise<void> {
  if (await findPendingLink(viewer, token)) await consumeIntent(hashToken(token));
}

function foundIn(intent: Intent | null, viewer: Viewer): PendingLink | null {
  if (intent?.kind !== "confirm" || intent.sessionId !== viewer.session.id) return null;
  return foundSchema.parse(JSON.parse(intent.found ?? "null"));
}
