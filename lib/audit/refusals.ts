/** Refusals in the audit log: those that repeat share a row a minute, so that no flood fills the disk. */

import { type Transaction, transaction } from "../db/client";
import { log } from "../log/log";
import { processState } from "../process/process-state";
import { type AuditContext, type AuditEntry, logEvent } from "./audit";
import { RowBudget } from "./row-budget";

/** How long refusals of one kind share a row, in milliseconds. */
const WINDOW = 60_000;
/** How often the count of a row is brought up to date at most, and how soon a failed write is tried again. */
const COUNT_EVERY = 1_000;
const RETRY_AFTER = 5_000;

export interface Refusal extends AuditContext {
  /** What was refused, as `noun.verb`: `session.started`, `access.refused`. */
  action: string;
  subject: string | null;
  /** The stable code of why; which ones there are doesn't depend on what a client sends. */
  code: string;
  /** More facts, kept as JSON: no password, token or e-mail address. Equal ones share a row. */
  detail?: Record<string, unknown>;
  /** Whether each is to have a row of its own, as long as there are few. */
  apart?: boolean;
}

interface Row {
  entry: AuditEntry;
  /** Who or where it came from, to share the budget by. */
  source: string;
  count: number;
  /** How much of the count is in the database, and under which id. */
  written: number;
  id: number | null;
  /** When it stops counting, in milliseconds since 1970. */
  until: number;
}

interface State {
  rows: Map<string, Row>;
  budget: RowBudget;
  serial: number;
  writing?: Promise<void> | undefined;
  timer?: NodeJS.Timeout | undefined;
}

const state = processState(
  "refusals",
  (): State => ({
    rows: new Map(),
    budget: new RowBudget(),
    serial: 0,
  }),
);

/**
 * Notes a refusal in the audit log. Returns at once and never throws: the write follows by itself,
 * and is tried again while the database can't be written. Refusals that are alike share one row
 * for a minute, whose `count` says how many they were; of those that differ in more than a few
 * hundred ways, as a flood from many addresses or for many names does, the further ones share a
 * row per action and code, without actor and address.
 */
export function recordRefusal(refusal: Refusal): void {
  const { rows } = state;
  const now = Date.now();
  for (const [key, row] of rows) if (row.until <= now && isWritten(row)) close(key, row);
  const row = rowFor(refusal, now);
  row.count++;
  if (row.id === null) void write();
  else writeIn(COUNT_EVERY);
}

/** Writes what is not yet in the database, as far as that is possible now. Never throws. */
export async function writeRefusals(): Promise<void> {
  // What is being written now may lack the latest.
  await state.writing;
  await write();
}

function write(): Promise<void> {
  const current = state;
  current.writing ??= writeAll().finally(() => {
    current.writing = undefined;
  });
  return current.writing;
}

function rowFor(refusal: Refusal, now: number): Row {
  const current = state;
  const { apart = false, code, detail, ...event } = refusal;
  const { action, actor, subject, via, ip } = event;
  const source = actor ?? ip ?? "";
  const alike = JSON.stringify([action, code, actor, subject, via, ip, detail]);
  const kind = JSON.stringify([action, code]);
  const exact = apart ? `${alike} ${++current.serial}` : alike;
  const existing = liveRow(exact, now);
  if (existing) return existing;
  const fromSource = [...current.rows.values()].filter((row) => row.source === source).length;
  const entry: AuditEntry = { ...event, outcome: "failure", detail: { code, ...detail } };
  if (current.budget.take(fromSource, now)) return open(exact, entry, source, now);
  const others = { actor: null, subject: null, via, ip: null };
  const summary: AuditEntry = { ...entry, ...others, detail: { code, various: true } };
  return liveRow(alike, now) ?? liveRow(kind, now) ?? open(kind, summary, "", now);
}

function liveRow(key: string, now: number): Row | undefined {
  const row = state.rows.get(key);
  return row && row.until > now ? row : undefined;
}

function open(key: string, entry: AuditEntry, source: string, now: number): Row {
  const { rows } = state;
  const before = rows.get(key);
  // Still unwritten after its minute: the database is away, and one row must do.
  if (before && !isWritten(before)) return before;
  const row: Row = { entry, source, count: 0, written: 0, id: null, until: now + WINDOW };
  rows.set(key, row);
  logEvent(entry);
  return row;
}

function close(key: string, { entry, count }: Row): void {
  state.rows.delete(key);
  if (count > 1) logEvent({ ...entry, detail: { ...entry.detail, count } });
}

function isWritten({ count, written }: Row): boolean {
  return count === written;
}

function writeIn(milliseconds: number): void {
  const current = state;
  current.timer ??= setTimeout(() => {
    current.timer = undefined;
    void write();
  }, milliseconds).unref();
}

async function writeAll(): Promise<void> {
  const { rows } = state;
  try {
    // What came while the last ones were written has a row of its own to make.
    for (let first = true; first || [...rows.values()].some(({ id }) => id === null); ) {
      first = false;
      await writeRows([...rows.values()].filter((row) => !isWritten(row)));
    }
    if (![...rows.values()].every(isWritten)) writeIn(COUNT_EVERY);
  } catch (error) {
    log().warn({ err: error }, "refusals are not in the audit log yet");
    writeIn(RETRY_AFTER);
  }
}

async function writeRows(rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const written = await transaction(async (tx) => {
    const done: { row: Row; id: number; count: number }[] = [];
    for (const row of rows) {
      const { count } = row;
      done.push({ row, count, id: await writeRow(tx, row) });
    }
    return done;
  });
  for (const { row, id, count } of written) Object.assign(row, { id, written: count });
}

/** Writes a row as it is now; gives its id. */
async function writeRow(tx: Transaction, { id, entry, count, until }: Row): Promise<number> {
  if (id !== null) {
    const updated = await tx.auditEvent.updateMany({ where: { id }, data: { count } });
    if (updated.count > 0) return id;
  }
  const { detail, ...event } = entry;
  const data = { ...event, at: new Date(until - WINDOW), count, detail: JSON.stringify(detail) };
  return (await tx.auditEvent.create({ data, select: { id: true } })).id;
}
