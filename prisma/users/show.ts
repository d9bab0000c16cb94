/** The subcommands that only look. */
import { findActivity } from "../../lib/db/user-activity";
import { listUsers, type UserRow } from "../../lib/db/users";
import { inWords, knownUser } from "./context";
import { tableLines } from "./table";
import type { Terminal } from "./terminal";

export async function list(terminal: Terminal, options: { json?: boolean }) {
  const users = await listUsers();
  if (options.json) return terminal.say(JSON.stringify(users.map(asJson), null, 2));
  if (users.length === 0) {
    return terminal.say("There are no users yet. Add one: npm run users -- add NAME");
  }
  const rows = users.map((user) => [
    user.username,
    user.displayName,
    user.email ?? "",
    user.groups.join(", "),
    user.disabledAt ? "disabled" : "enabled",
  ]);
  for (const line of tableLines(["USERNAME", "NAME", "E-MAIL", "GROUPS", "STATUS"], rows)) {
    terminal.say(line);
  }
}

export async function show(terminal: Terminal, name: string) {
  const user = await knownUser(name);
  const { sessions, events } = await findActivity(user.id, user.username);
  const facts = [
    ["Username", user.username],
    ["Name", user.displayName],
    ["E-mail", user.email ?? "none"],
    ["Groups", inWords(user.groups)],
    ["Status", user.disabledAt ? `disabled since ${minute(user.disabledAt)}` : "enabled"],
    ["Added", minute(user.createdAt)],
    ["Sessions", sessions.length === 0 ? "none" : String(sessions.length)],
  ];
  for (const [label = "", value] of facts) terminal.say(`${`${label}:`.padEnd(10)} ${value}`);
  for (const { lastUsedAt, ip, userAgent } of sessions) {
    terminal.say(`  ${minute(lastUsedAt)} from ${ip ?? "?"}, ${userAgent ?? "unknown browser"}`);
  }
  if (events.length === 0) return;
  terminal.say("\nLatest events (UTC):");
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

/** `2026-11-20 18:04`, UTC. */
function minute(date: Date): string {
  return date.toISOString().slice(0, 16).replace("T", " ");
}

function asJson({ username, email, displayName, groups, disabledAt, createdAt }: UserRow) {
  return { username, email, displayName, groups, disabled: disabledAt !== null, createdAt };
}
