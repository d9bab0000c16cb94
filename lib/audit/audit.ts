/** Rows of AuditEvent: who did what, on whom, from where, with which outcome. */

import { type Transaction, transaction } from "../db/client";
import { insertRows } from "../db/insert-rows";
import { log } from "../log/log";

/** Who makes a change, and by which way: a page, the command line, the seed. */
export interface AuditContext {
  actor: string | null;
  via: string;
  ip: string | null;
}

export interface AuditEntry extends AuditContext {
  /** What was done, as `noun.verb`: `user.created`, `session.started`. */
  action: string;
  outcome: "success" | "failure";
  /** The username it was done on. */
  subject: string | null;
  /** A few facts, kept as JSON: no password, token or e-mail address. */
  detail?: Record<string, unknown>;
}

/**
 * One transaction whose events are written with it, and logged once it has been committed: nothing
 * is logged that did not happen.
 */
export async function audited<T>(
  work: (tx: Transaction, record: (...entries: AuditEntry[]) => Promise<void>) => Promise<T>,
): Promise<T> {
  let recorded: AuditEntry[] = [];
  const result = await transaction((tx) => {
    recorded = [];
    return work(tx, async (...entries) => {
      await writeEvents(tx, entries);
      recorded.push(...entries);
    });
  });
  recorded.forEach(logEvent);
  return result;
}

async function writeEvents(tx: Transaction, entries: AuditEntry[]): Promise<void> {
  const at = new Date();
  const rows = entries.map(({ actor, via, ip, action, outcome, subject, detail }) => ({
    ...{ at, action, outcome, actor, subject, via, ip },
    detail: detail ? JSON.stringify(detail) : null,
  }));
  await insertRows(tx, "AuditEvent", rows);
}

/** The line of the log that tells of an event. */
export function logEvent(entry: AuditEntry): void {
  log().info({ audit: entry }, entry.action);
}
