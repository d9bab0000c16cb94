/** The subcommands that change one person. */

import {
  type ChangeOptions,
  disableUser,
  enableUser,
  removeUser,
  setGroups,
  setPassword,
} from "../../lib/people/user-changes";
import { checkNewUser } from "../../lib/people/user-creation";
import { createUser } from "../../lib/people/users";
import { hashPassword } from "../../lib/sign-in/password/hasher";
import { askPassword } from "./ask-password";
import { commandLine, listed, printCreatedGroups, requireUser } from "./context";
import { type Terminal, UsageError } from "./terminal";

export interface AddOptions {
  email?: string;
  name?: string;
  group?: string[];
  passwordStdin?: boolean;
}

export async function add(terminal: Terminal, username: string, options: AddOptions) {
  const groups = options.group ?? [];
  const email = options.email ?? null;
  const user = { username, email, displayName: options.name ?? username, groups };
  // Before anybody has typed a password twice.
  await checkNewUser(user);
  const passwordHash = await hashPassword(await askPassword(terminal, user, options));
  const { createdGroups } = await createUser({ ...user, passwordHash }, commandLine());
  await printCreatedGroups(terminal, createdGroups);
  const added = await requireUser(username);
  terminal.say(`Added ${added.username} (${listed(added.groups)}).`);
}

export async function changeGroups(
  terminal: Terminal,
  name: string,
  groups: string[],
  options: ChangeOptions,
) {
  const user = await requireUser(name);
  const { createdGroups } = await setGroups(user.id, groups, commandLine(), options);
  await printCreatedGroups(terminal, createdGroups);
  const changed = await requireUser(user.username);
  terminal.say(`${changed.username} is now in: ${listed(changed.groups)}.`);
}

export async function changePassword(
  terminal: Terminal,
  name: string,
  options: { passwordStdin?: boolean },
) {
  const user = await requireUser(name);
  const password = await askPassword(terminal, user, options);
  await setPassword(user.id, await hashPassword(password), commandLine());
  terminal.say(`Changed the password of ${user.username}, and ended their sessions.`);
}

export async function disable(terminal: Terminal, name: string, options: ChangeOptions) {
  const user = await requireUser(name);
  if (user.disabledAt) return terminal.say(`${user.username} is disabled already.`);
  await disableUser(user.id, commandLine(), options);
  terminal.say(`Disabled ${user.username}, and ended their sessions.`);
}

export async function enable(terminal: Terminal, name: string) {
  const user = await requireUser(name);
  if (!user.disabledAt) return terminal.say(`${user.username} is enabled already.`);
  await enableUser(user.id, commandLine());
  terminal.say(`Enabled ${user.username}, who can sign in again.`);
}

export async function remove(
  terminal: Terminal,
  name: string,
  options: ChangeOptions & { yes?: boolean },
) {
  const user = await requireUser(name);
  if (!options.yes) {
    if (!terminal.interactive) {
      throw new UsageError("There is no terminal to ask on. Add --yes to remove without asking.");
    }
    const who = user.email ? `${user.username} (${user.email})` : user.username;
    if (!(await terminal.confirm(`Remove ${who} for good?`))) {
      throw new Error("Nothing was changed.");
    }
  }
  await removeUser(user.id, commandLine(), options);
  terminal.say(`Removed ${user.username}, and ended their sessions.`);
}
