/** The subcommands about how somebody comes in: by a provider, or by password in an emergency. */

import { findAccount, linkAccount } from "../../lib/people/accounts";
import { setEmergency } from "../../lib/people/user-changes";
import { discover, metadataMaxAge } from "../../lib/sign-in/oidc/protocol/discovery";
import { providerOf, providers } from "../../lib/sign-in/oidc/providers/providers";
import { commandLine, requireUser } from "./context";
import { type Terminal, UsageError } from "./terminal";

export async function emergency(terminal: Terminal, name: string, state: string) {
  if (state !== "on" && state !== "off") throw new UsageError("Say on or off.");
  const user = await requireUser(name);
  await setEmergency(user.id, state === "on", commandLine());
  terminal.say(
    state === "on"
      ? `${user.username} can sign in with a password at /login?emergency while PASSWORD_SIGN_IN is off.`
      : `${user.username} can no longer sign in with a password while PASSWORD_SIGN_IN is off.`,
  );
}

export async function linkProvider(terminal: Terminal, name: string, id: string, subject: string) {
  const provider = providerOf(id);
  const known =
    providers()
      .map((one) => one.id)
      .join(", ") || "none is configured";
  if (!provider) throw new UsageError(`There is no provider ${id}. Known: ${known}.`);
  const user = await requireUser(name);
  const { issuer } = await discover(provider, metadataMaxAge.starting);
  const owner = await findAccount({ issuer, subject });
  if (owner) throw new Error(`${subject} at ${provider.label} is ${owner.user.username} already.`);
  const account = { issuer, subject, provider: id, label: subject, groups: [], leftOut: [] };
  await linkAccount({ userId: user.id, username: user.username }, account, commandLine());
  terminal.say(`${user.username} can now sign in with ${provider.label} as ${subject}.`);
}
