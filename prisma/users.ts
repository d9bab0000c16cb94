/** `npm run users -- …`: how administrators add, change and remove people. */
import { Command, CommanderError } from "commander";
import { EnvError } from "../lib/config/env";
import { closeDatabase } from "../lib/db/client";
import { MigrationError, migrate } from "../lib/db/migrate";
import { LastAdminError } from "../lib/people/user-changes";
import { closePasswordPool } from "../lib/sign-in/password/hasher";
import { checkSettings } from "../lib/sign-in/settings";
import { add, changeGroups, changePassword, disable, enable, remove } from "./users/change";
import { importPeople } from "./users/import";
import { recordRefusedCommand } from "./users/refused-command";
import { list, show } from "./users/show";
import { type Streams, Terminal, UsageError } from "./users/terminal";
import { emergency, linkProvider } from "./users/ways-in";

/** Runs one command and gives its exit status: 0 done, 1 refused or failed, 2 used wrongly. */
export async function runUsers(args: string[], streams: Streams, folder: string): Promise<number> {
  const terminal = new Terminal(streams);
  try {
    await programOf(terminal, folder).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has written its own message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    let message = error instanceof Error ? error.message : String(error);
    if (error instanceof LastAdminError) message += " Add --force if you mean it.";
    // These have lines of their own; a line feed in any other's message came with a name.
    const lines = error instanceof EnvError || error instanceof MigrationError;
    for (const line of lines ? message.split("\n") : [message]) terminal.warn(line);
    if (error instanceof UsageError) return 2;
    if (!lines) await recordRefusedCommand(args, message);
    return 1;
  } finally {
    await closeDatabase();
    await closePasswordPool();
  }
}

function programOf(terminal: Terminal, folder: string): Command {
  const program = new Command("npm run users --")
    .description("Add, change and remove the people who may sign in.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => writeAll(text.split("\n"), (line) => terminal.say(line)),
      writeErr: (text) => writeAll(text.split("\n"), (line) => terminal.warn(line)),
      // It quotes what was typed: one line, but for Commander's own guess on the next.
      outputError: (text) => writeAll(text.split(GUESS), (line) => terminal.warn(line)),
    })
    .showHelpAfterError("Add --help for how to use it.")
    .helpCommand(false)
    .hook("preAction", async () => {
      checkSettings();
      await migrate();
    })
    .addHelpText("after", EXAMPLES);
  const force = ["--force", "even if nobody is left to administer Foyer"] as const;
  const piped = ["--password-stdin", "take the password from standard input"] as const;

  program
    .command("add <name>")
    .description("add somebody; asks for a password")
    .option("--email <address>", "an e-mail address, which signs in too")
    .option("--name <words>", "the name that others see; the username if left out")
    .option("--group <group>", "a group to be in; repeat it for more", several)
    .option(...piped)
    .action((name, options) => add(terminal, name, options));
  program
    .command("list")
    .description("list everybody")
    .option("--json", "as JSON")
    .action((options) => list(terminal, options));
  program
    .command("show <name>")
    .description("show one person, with sessions and latest events")
    .action((name) => show(terminal, name));
  program
    .command("set-groups <name> [groups...]")
    .description("give somebody exactly these groups; none takes all away")
    .option(...force)
    .action((name, groups, options) => changeGroups(terminal, name, groups, options));
  program
    .command("set-password <name>")
    .description("give somebody a new password, and end their sessions")
    .option(...piped)
    .action((name, options) => changePassword(terminal, name, options));
  program
    .command("disable <name>")
    .description("keep somebody from signing in, and end their sessions")
    .option(...force)
    .action((name, options) => disable(terminal, name, options));
  program
    .command("enable <name>")
    .description("let somebody who is disabled sign in again")
    .action((name) => enable(terminal, name));
  program
    .command("emergency <name> <on|off>")
    .description("let somebody sign in with a password while PASSWORD_SIGN_IN is off")
    .action((name, state) => emergency(terminal, name, state));
  program
    .command("link <name> <provider> <subject>")
    .description("let somebody come in by an identity provider, under its own id of the person")
    .action((name, provider, subject) => linkProvider(terminal, name, provider, subject));
  program
    .command("remove <name>")
    .description("remove somebody for good")
    .option("--yes", "without asking")
    .option(...force)
    .action((name, options) => remove(terminal, name, options));
  program
    .command("import <file.csv>")
    .description("add a file of people, all or none")
    .option("--dry-run", "write nothing, and say what would happen")
    .addHelpText("after", IMPORT_HELP)
    .action((path, options) => importPeople(terminal, path, { ...options, folder }));
  return program;
}

const GUESS = /\n(?=\(Did you mean [^\n]*\)\s*$)/;

/** Writes lines; the last ends with no line feed of its own. */
function writeAll(lines: string[], write: (line: string) => void): void {
  const last = lines.length - 1;
  for (const [i, line] of lines.entries()) {
    if (i < last || line.trimEnd() !== "") write(i === last ? line.trimEnd() : line);
  }
}

function several(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

const EXAMPLES = `
<name> is a username or an e-mail address. Changes hold from the person's next click, while Foyer
runs too. A password is never an argument: others could see it.

Examples:
  npm run users -- add dave --email dave@example.com --name "Dave Jones" --group finance
  npm run users -- set-groups dave finance analysts
  npm run users -- disable dave
  npm run users -- import people.csv --dry-run
  npm run --silent users -- list --json

Exit status: 0 done, 1 refused or failed, 2 used wrongly.`;

const IMPORT_HELP = `
The first line names the columns, in any order:
  username       needed
  email, name    may be empty
  groups         separated by ;
  password       a password, or
  password_hash  a hash from elsewhere: bcrypt ($2a$, $2b$), Werkzeug's scrypt or pbkdf2:sha256

Example:
  username,email,name,groups,password_hash
  dave,dave@example.com,Dave Jones,finance;analysts,$2b$12$...`;
