/** Somebody signed in shows once more who they are, by their password. */

import type { Viewer } from "../../access/policy";
import { recordRefusal } from "../../audit/refusals";
import { env } from "../../config/env";
import { AppError } from "../../errors/app-error";
import { requestContext } from "../../http/request-context";
import { findUserForSignIn } from "../../people/users";
import { attemptPassword, proofAttempt } from "./attempt";

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
  const passed = await attemptPassword(proofAttempt(viewer.userId), async ({ verify }) => {
    const user = await findUserForSignIn(viewer.username);
    return (await verify(password, user?.passwordHash ?? null)).ok;
  });
  if (passed) return;
  const { username } = viewer;
  recordRefusal({
    action,
    actor: username,
    subject: username,
    via: "web",
    ip: requestContext().address,
    code: "wrong-credentials",
    detail: { reason: "wrong password" },
    apart: true,
  });
  throw new AppError("invalid-input", {
    title: "Nothing was changed.",
    fields: { password: ["This is not your password."] },
  });
}
