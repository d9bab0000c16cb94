/** Rows of SignInIntent: what a sign-in is for that somebody signed in began on the account page. */
import { db } from "../../db/client";

export interface Intent {
  sessionId: string;
  /**
   * "link" leads to the provider whose account is to be added, and becomes "confirm" when that is
   * known; "prove" shows who is there, then goes on to link `linkNext`.
   */
  kind: string;
  provider: string;
  linkNext: string | null;
  /** For "confirm": whose account it is, as JSON. */
  found: string | null;
  createdAt: Date;
}

/** How many a session may have at once, one for each tab; the oldest give way. */
const MOST = 20;

/** Keeps an intent under the hash of its token. */
export async function keepIntent(
  tokenHash: string,
  intent: Omit<Intent, "createdAt" | "found">,
  expiresAt: Date,
): Promise<void> {
  const { sessionId } = intent;
  const live = await db().signInIntent.findMany({
    where: { sessionId, expiresAt: { gte: new Date() } },
    orderBy: { createdAt: "desc" },
    select: { tokenHash: true },
  });
  const tooMany = live.slice(MOST - 1).map((row) => row.tokenHash);
  await db().$transaction([
    db().signInIntent.deleteMany({
      where: { OR: [{ tokenHash: { in: tooMany } }, { expiresAt: { lt: new Date() } }] },
    }),
    db().signInIntent.create({ data: { ...intent, tokenHash, expiresAt } }),
  ]);
}

/** The intent of a token, or null. */
export async function findIntent(tokenHash: string): Promise<Intent | null> {
  const where = { tokenHash, expiresAt: { gt: new Date() } };
  return db().signInIntent.findFirst({ where });
}

/** Turns an intent to link into one to confirm what was found; false when somebody has before. */
export async function holdForConfirmation(
  tokenHash: string,
  found: string,
  expiresAt: Date,
): Promise<boolean> {
  const where = { tokenHash, kind: "link" };
  const data = { kind: "confirm", found, expiresAt };
  return (await db().signInIntent.updateMany({ where, data })).count === 1;
}

/** Uses an intent up; false when somebody has before. */
export async function consumeIntent(tokenHash: string): Promise<boolean> {
  return (await db().signInIntent.deleteMany({ where: { tokenHash } })).count === 1;
}
