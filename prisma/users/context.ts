/** What every subcommand needs: who runs it, and whom and which groups it is about. */
import { userInfo } from "node:os";
import { nameKey } from "../../lib/access/name-key";
import type { AuditContext } from "../../lib/audit/audit";
import { listGroups } from "../../lib/people/groups";
import { findUser, listUsers, type UserRow } from "../../lib/people/users";
import { similarNames } from "./similar-names";
import type { Terminal } from "./terminal";

/** The system's account that runs the command, for the audit log. */
export function commandLine(): AuditContext {
  return { actor: accountName(), via: "command line", ip: null };
}

function accountName(): string | null {
  try {
    return userInfo().username;
  } catch {
    // The account has no name, as in some containers.
    return null;
  }
}

/** The person of a username or e-mail address. Throws in words, naming those that are close. */
export async function requireUser(identifier: string): Promise<UserRow> {
  const user = await findUser(identifier);
  if (user) return user;
  const names = (await listUsers()).map(({ username }) => username);
  const close = similarNames(identifier, names);
  const hint = close.length > 0 ? ` Did you mean ${close.join(" or ")}?` : "";
  throw new Error(`There is no user ${JSON.stringify(identifier)}.${hint}`);
}

/** Says which groups were made, in case one was a typing mistake. */
export async function printCreatedGroups(terminal: Terminal, created: readonly string[]) {
  const keys = new Set(created.map(nameKey));
  const older = (await listGroups()).filter((name) => !keys.has(nameKey(name)));
  for (const name of created) {
    const close = similarNames(name, older);
    const hint = close.length > 0 ? `; there is also ${close.join(" and ")}` : "";
    terminal.say(`Made the group ${name}, which did not exist${hint}.`);
  }
}

/** `analysts, finance`, or words for none. */
export function listed(groups: readonly string[]): string {
  return groups.length > 0 ? groups.join(", ") : "no groups";
}
