/** Signing in with a password: throttled, of equal work for known and unknown names, audited. */
import { recordAudit } from "../db/audit";
import { asUnavailable, db } from "../db/client";
import { nameKey } from "../db/keys";
import { findUserForSignIn, replacePasswordHash } from "../db/users";
import { AppError } from "../errors";
import { deviceKey } from "./device";
import { hashPassword, verifyPassword } from "./password";
import { type AttemptKeys, admitAttempt, settleAttempt } from "./throttle";

export interface PasswordAttempt {
  /** Username or e-mail, as typed. */
  identifier: string;
  password: string;
  device: string | undefined;
  address: string | null;
  /** While passwords are off: for accounts marked for emergencies, as if there were no others. */
  emergencyOnly: boolean;
}

export interface SignedIn {
  id: string;
  username: string;
}

/**
 * Checks a username or e-mail and password. Throws `wrong-credentials` for whatever is wrong with
 * them, `too-many-attempts`, or `unavailable` when the database is away.
 */
export async function signInWithPassword(attempt: PasswordAttempt): Promise<SignedIn> {
  try {
    return await check(attempt);
  } catch (error) {
    throw asUnavailable(error);
  }
}

async function check({
  identifier,
  password,
  device,
  address,
  emergencyOnly,
}: PasswordAttempt): Promise<SignedIn> {
  const user = await findUserForSignIn(identifier);
  const keys: AttemptKeys = {
    account: user
      ? ((await deviceKey(device, user.id)) ?? `user:${user.id}`)
      : `name:${nameKey(identifier)}`,
    address,
  };
  await admitAttempt(keys);
  const { ok, upgrade } = await verifyPassword(password, user?.passwordHash ?? null);
  const event = {
    action: "session.started",
    actor: user?.username ?? null,
    via: "password",
    ip: address,
  };
  const subject = user?.username ?? null;
  const notNow = emergencyOnly && !user?.emergency;
  if (!user || !ok || user.disabledAt || notNow) {
    const refusal = user?.disabledAt ? "disabled" : "passwords are off";
    const reason = !user ? "unknown name" : ok ? refusal : "wrong password";
    await recordAudit(db(), { ...event, subject, outcome: "failure", detail: { reason } });
    throw new AppError("wrong-credentials");
  }
  if (upgrade && user.passwordHash) {
    await replacePasswordHash(user.id, user.passwordHash, await hashPassword(password));
  }
  await settleAttempt(keys);
  await recordAudit(db(), { ...event, subject, outcome: "success" });
  return { id: user.id, username: user.username };
}
