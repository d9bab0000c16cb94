/** The subcommands that only look. */
import { findActivity } from "../../lib/people/user-activity";
import { listUsers, type UserRow } from "../../lib/people/users";
import { requireUser } from "./context";
import { cut, shortList, wrapped } from "./fit";
import { tableLines, width } from "./table";
import type { Terminal } from "./terminal";

export async function list(terminal: Terminal, options: { json?: boolean }) {
  const users = await listUsers();
  if (options.json) return terminal.sayJson(users.map(asJson));
  if (users.length === 0) {
    return terminal.say("There are no users yet. Add one: npm run users -- add NAME");
  }
  for (const line of listLines(users, terminal.columns)) terminal.say(line);
}

/** The table, at most `columns` wide unless usernames are very long: one line per person. */
function listLines(users: readonly UserRow[], columns: number): string[] {
  const linesWith = (names: number, addresses: number, groups: number) =>
    tableLines(
      ["USERNAME", "NAME", "E-MAIL", "GROUPS", "STATUS"],
      users.map((user) => [
        user.username,
        cut(user.displayName, names),
        cut(user.email ?? "", addresses),
        shortList(user.groups, groups),
        user.disabledAt ? "disabled" : "enabled",
      ]),
    );
  const tries = [
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 40],
    [24, 30, 30],
    [16, 20, 16],
  ] as const;
  const tables = tries.map(([names, addresses, groups]) => linesWith(names, addresses, groups));
  const fits = (lines: string[]) => lines.every((line) => width(line) <= columns);
  return tables.find(fits) ?? tables.at(-1) ?? [];
}

export async function show(terminal: Terminal, name: string) {
  const user = await requireUser(name);
  const { sessions, events } = await findActivity(user.id, user.username);
  const { local, providers } = user.sources;
  fact(terminal, "Username", [user.username]);
  fact(terminal, "Name", [user.displayName]);
  fact(terminal, "E-mail", [user.email ?? "none"]);
  fact(terminal, "Groups", local.length > 0 ? local : ["no groups"]);
  for (const { provider, groups, until } of providers) {
    fact(terminal, `  ${provider}`, groups);
    fact(terminal, "", [whereThey(until)]);
  }
  fact(terminal, "Status", [
    user.disabledAt ? `disabled since ${minute(user.disabledAt)}` : "enabled",
  ]);
  fact(terminal, "Added", [minute(user.createdAt)]);
  fact(terminal, "Sessions", [sessions.length === 0 ? "none" : String(sessions.length)]);
  for (const { lastUsedAt, ip, userAgent } of sessions) {
    terminal.say(`  ${minute(lastUsedAt)} from ${ip ?? "?"}, ${userAgent ?? "unknown browser"}`);
  }
  if (events.length === 0) return;
  terminal.say("");
  terminal.say("Latest events (UTC):");
  const rows = events.map(({ at, action, outcome, count, actor, via }) => [
    `  ${minute(at)}`,
    action,
    outcome,
    String(count),
    actor ?? "",
    via,
  ]);
  const heading = ["  WHEN", "WHAT", "OUTCOME", "TIMES", "BY", "VIA"];
  for (const line of tableLines(heading, rows)) terminal.say(line);
}

/** Where the groups of a provider count. */
function whereThey(until: Date | null): string {
  const now = until !== null && until > new Date();
  return now
    ? `(in its own sessions, and until ${minute(until)} UTC in all others)`
    : "(in its own sessions only)";
}

/** A label and what belongs to it, in as many lines as the names take. */
function fact(terminal: Terminal, label: string, names: readonly string[]): void {
  for (const [i, line] of wrapped(names, terminal.columns - 11).entries()) {
    const start = i === 0 && label !== "" ? `${label}:` : "";
    terminal.say(`${start.padEnd(10)} ${line}`);
  }
}

/** `2026-11-20 18:04`, UTC. */
function minute(date: Date): string {
  return date.toISOString().slice(0, 16).replace("T", " ");
}

function asJson(user: UserRow) {
  const { username, email, displayName, groups, disabledAt, createdAt, sources } = user;
  const fromProviders = sources.providers.map((one) => ({
    provider: one.provider,
    groups: one.groups,
    // Until when they count in sessions that the provider did not begin.
    until: one.until,
  }));
  const disabled = disabledAt !== null;
  return { username, email, displayName, groups, fromProviders, disabled, createdAt };
}
