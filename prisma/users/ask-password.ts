/** A new password: asked for twice on a terminal, or piped in; never an argument, which others could see. */
import { type PersonNames, passwordError } from "../../lib/sign-in/password/password-rules";
import { type Terminal, UsageError } from "./terminal";

/** A password that the rules allow. Throws in words when there is none. */
export async function askPassword(
  terminal: Terminal,
  person: PersonNames,
  { passwordStdin }: { passwordStdin?: boolean },
): Promise<string> {
  if (terminal.interactive) return askTwice(terminal, person);
  if (!passwordStdin) {
    throw new UsageError(
      "There is no terminal to ask for a password. Pipe it in and add --password-stdin.",
    );
  }
  const password = await terminal.readPipedLine();
  const error = passwordError(password, person);
  if (error) throw new Error(`That password is not accepted. ${error}`);
  return password;
}

async function askTwice(terminal: Terminal, person: PersonNames): Promise<string> {
  for (;;) {
    const password = await terminal.ask(`Password for ${person.username}:`, true);
    const error = passwordError(password, person);
    if (error) terminal.warn(error);
    else if ((await terminal.ask("The same again:", true)) === password) return password;
    else terminal.warn("Those were not the same. Once more:");
  }
}
