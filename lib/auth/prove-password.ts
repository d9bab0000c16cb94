/** Somebody signed in shows once more who they are, by their password. */
import { recordAudit } from "../db/audit";
import { db } from "../db/client";
import { findUserForSignIn } from "../db/users";
import { env } from "../env";
import { AppError } from "../errors";
import { requestContext } from "../http/request-context";
import { verifyPassword } from "./password";
import type { Viewer } from "./policy";
import { admitAttempt, settleAttempt } from "./throttle";

/** Whether a person has a password that may be used now. */
export async function hasUsablePassword({ username }: { username: string }): Promise<boolean> {
  const user = await findUserForSignIn(username);
  return Boolean(user?.passwordHash && (env().passwordSignIn || user.emergency));
}

/** Throws `invalid-input` at the field `password` unless it is the viewer's, or `too-many-attempts`. */
export async function provePassword(
  viewer: Viewer,
  password: string,
  action: string,
): Promise<void> {
  const { address } = requestContext();
  const keys = { account: `user:${viewer.userId}`, address };
  await admitAttempt(keys);
  const user = await findUserForSignIn(viewer.username);
  const { ok } = await verifyPassword(password, user?.passwordHash ?? null);
  if (ok) return settleAttempt(keys);
  const who = { actor: viewer.username, subject: viewer.username };
  const detail = { reason: "wrong password" };
  await recordAudit(db(), { ...who, action, outcome: "failure", via: "web", ip: address, detail });
  throw new AppError("invalid-input", {
    title: "Nothing was changed.",
    fields: { password: ["This is not your password."] },
  });
}
