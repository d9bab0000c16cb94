/** What a person has been doing: their sessions and what the audit log says of them. */
import { db } from "../db/client";

export interface Activity {
  sessions: { lastUsedAt: Date; ip: string | null; userAgent: string | null }[];
  /** The latest events on this person, the newest first. */
  events: {
    at: Date;
    action: string;
    outcome: string;
    actor: string | null;
    via: string;
    /** How often, within a minute. */
    count: number;
  }[];
}

/** A person's live sessions and their latest events. */
export async function findActivity(userId: string, username: string): Promise<Activity> {
  const sessions = await db().session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    select: { lastUsedAt: true, ip: true, userAgent: true },
    orderBy: { lastUsedAt: "desc" },
  });
  const events = await db().auditEvent.findMany({
    where: { subject: username },
    select: { at: true, action: true, outcome: true, actor: true, via: true, count: true },
    orderBy: { id: "desc" },
    take: 10,
  });
  return { sessions, events };
}
