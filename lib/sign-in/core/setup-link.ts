/** The set-up link: printed at a deployment's first start, good once and for an hour. */
import { ADMINS } from "../../access/name-key";
import { env } from "../../config/env";
import { AppError } from "../../errors/app-error";
import type { NewUser } from "../../people/user-creation";
import { createUser } from "../../people/users";
import { hashToken, isToken, newToken } from "../../session/tokens";
import {
  consumeSetupLink,
  isSetupLinkOpen,
  reopenSetupLink,
  replaceSetupLink,
} from "./setup-link-rows";

const HOUR = 60 * 60 * 1000;

/** Makes a new link, which makes every earlier one useless, and gives its address. */
export async function createSetupLink(): Promise<string> {
  const token = newToken();
  await replaceSetupLink(hashToken(token), new Date(Date.now() + HOUR));
  return `${env().appUrl.href.replace(/\/$/, "")}/setup?token=${token}`;
}

/** Whether somebody with this token may make the first administrator now. */
export async function maySetUp(token: string | undefined): Promise<boolean> {
  return isToken(token) && isSetupLinkOpen(hashToken(token), new Date());
}

/** Makes the first administrator. Throws `forbidden` when the link is no longer good. */
export async function setUp(
  token: string,
  admin: Omit<NewUser, "groups">,
  ip: string | null,
): Promise<void> {
  const hash = hashToken(token);
  if (!(await consumeSetupLink(hash, new Date()))) {
    throw new AppError("forbidden", { title: "This link has been used, or is too old." });
  }
  try {
    const by = { actor: admin.username, via: "set-up link", ip };
    // The one way in there is at first, whatever providers may do.
    const emergency = !env().passwordSignIn;
    await createUser({ ...admin, emergency, groups: [ADMINS] }, by);
  } catch (error) {
    await reopenSetupLink(hash);
    throw error;
  }
}
