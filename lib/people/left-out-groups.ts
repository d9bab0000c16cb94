/** The audit log's word on groups that a provider named and that can't be groups here. */
import type { AuditContext, AuditEntry } from "../audit/audit";

/** So many are named, so much of each; an event is for people to read. */
const NAMED = 20;
const LETTERS = 80;

/** One event if there are any. It is written at sign-in and at linking, not at each reading. */
export function leftOutEvents(
  by: AuditContext,
  username: string,
  names: readonly string[],
): AuditEntry[] {
  if (names.length === 0) return [];
  const groups = names.slice(0, NAMED).map((name) => [...name].slice(0, LETTERS).join(""));
  const detail = { reason: "not a group’s name here", groups, count: names.length };
  const event = { ...by, subject: username, outcome: "failure" } as const;
  return [{ ...event, action: "user.groups-left-out", detail }];
}
