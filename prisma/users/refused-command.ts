/** Commands that were refused or failed, for the audit log. */
import { recordRefusal, writeRefusals } from "../../lib/audit/refusals";
import { findUser } from "../../lib/people/users";
import { commandLine } from "./context";

const LONGEST_REASON = 200;

/** Writes down which command it was, about whom, and why not. Never throws, as the database may be why. */
export async function recordRefusedCommand(
  args: readonly string[],
  message: string,
): Promise<void> {
  const [command = "", name = ""] = args;
  const person = await findUser(name).catch(() => null);
  recordRefusal({
    ...commandLine(),
    action: "command.refused",
    subject: person?.username ?? null,
    code: command,
    detail: { reason: withoutAddresses(message).slice(0, LONGEST_REASON) },
  });
  await writeRefusals();
}

/** The audit log holds no e-mail addresses. */
function withoutAddresses(message: string): string {
  return message.replace(/[^\s"“]+@[^\s"”]+/g, "…");
}
