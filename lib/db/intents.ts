/** Rows of SignInIntent: what a sign-in is for that somebody signed in began on the account page. */
import { db } from "./client";

export interface Intent {
  sessionId: string;
  /** "link" adds the account; "prove" shows who is there, then goes on to link `linkNext`. */
  kind: string;
  provider: string;
  linkNext: string | null;
  createdAt: Date;
}

/** Keeps an intent under the hash of its token; earlier ones of the session are dropped. */
export async function keepIntent(
  tokenHash: string,
  intent: Omit<Intent, "createdAt">,
  expiresAt: Date,
): Promise<void> {
  await db().$transaction([
    db().signInIntent.deleteMany({
      where: { OR: [{ sessionId: intent.sessionId }, { expiresAt: { lt: new Date() } }] },
    }),
    db().signInIntent.create({ data: { ...intent, tokenHash, expiresAt } }),
  ]);
}

/** The intent of a token, or null. */
export async function findIntent(tokenHash: string): Promise<Intent | null> {
  const where = { tokenHash, expiresAt: { gt: new Date() } };
  return db().signInIntent.findFirst({ where });
}

/** Uses an intent up; false when somebody has before. */
export async function spendIntent(tokenHash: string): Promise<boolean> {
  return (await db().signInIntent.deleteMany({ where: { tokenHash } })).count === 1;
}
