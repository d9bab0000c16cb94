/** The set-up link: printed at a deployment's first start, good once and for an hour. */
import { isSetupLinkOpen, replaceSetupLink } from "../db/setup-links";
import { env } from "../env";
import { hashHandle, isHandle, newHandle } from "./handles";

const HOUR = 60 * 60 * 1000;

/** Makes a new link, which makes every earlier one useless, and gives its address. */
export async function createSetupLink(): Promise<string> {
  const token = newHandle();
  await replaceSetupLink(hashHandle(token), new Date(Date.now() + HOUR));
  return `${env().appUrl.href.replace(/\/$/, "")}/setup?token=${token}`;
}

/** Whether somebody with this token may make the first administrator now. */
export async function maySetUp(token: string | undefined): Promise<boolean> {
  return isHandle(token) && isSetupLinkOpen(hashHandle(token), new Date());
}
