/** Signing in with a password: throttled, of equal work for known and unknown names, audited. */

import { recordRefusal } from "../../audit/refusals";
import { reportRefusal } from "../../audit/report-refusal";
import { asUnavailable } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { findUserForSignIn, replacePasswordHash } from "../../people/users";
import { knownDevice } from "../../session/devices";
import { TooManyAttempts } from "../core/too-many-attempts";
import { attemptPassword, signInAttempt } from "./attempt";

export interface PasswordSignIn {
  /** Username or e-mail, as typed. */
  identifier: string;
  password: string;
  device: string | undefined;
  address: string | null;
  /** While passwords are off: for accounts marked for emergencies, as if there were no others. */
  emergencyOnly: boolean;
}

/**
 * Checks a username or e-mail and password. Throws `wrong-credentials` for whatever is wrong with
 * them, `too-many-attempts`, or `unavailable` when the database is away.
 */
export async function signInWithPassword(attempt: PasswordSignIn): Promise<{ id: string }> {
  try {
    return await check(attempt);
  } catch (error) {
    throw asUnavailable(error);
  }
}

type Found = Awaited<ReturnType<typeof findUserForSignIn>>;

async function check(attempt: PasswordSignIn): Promise<{ id: string }> {
  const { identifier, password, address, emergencyOnly } = attempt;
  const user = await findUserForSignIn(identifier);
  // Asked for names that nobody has as well, so that time tells nothing.
  const device = await knownDevice(attempt.device, user?.id ?? "");
  let reason = "";
  const verify = () =>
    attemptPassword(signInAttempt(identifier, device, address), async (hasher) => {
      const { ok, upgrade } = await hasher.verify(password, user?.passwordHash ?? null);
      reason = reasonAgainst(user, ok, emergencyOnly);
      if (reason === "" && upgrade && user?.passwordHash) {
        const fresh = await hasher.hash(password);
        await replacePasswordHash(user.id, user.passwordHash, fresh);
      }
      return reason === "";
    });
  const passed = await verify().catch((error: unknown) => {
    reportTooMany(error, user);
    throw error;
  });
  if (passed && user) return { id: user.id };
  const who = user?.username ?? null;
  recordRefusal({
    action: "session.started",
    actor: who,
    subject: who,
    via: "password",
    ip: address,
    code: "wrong-credentials",
    detail: { reason },
    // A guess at somebody's password is worth a line; any name can be made up.
    apart: user !== null,
  });
  throw new AppError("wrong-credentials");
}

/** Why somebody may not come in, for the audit log; empty when they may. */
function reasonAgainst(user: Found, ok: boolean, emergencyOnly: boolean): string {
  if (!user) return "unknown name";
  if (!ok) return "wrong password";
  if (user.disabledAt) return "disabled";
  return emergencyOnly && !user.emergency ? "passwords are off" : "";
}

function reportTooMany(error: unknown, user: Found): void {
  if (!(error instanceof TooManyAttempts)) return;
  const subject = user?.username ?? null;
  const detail = { reason: error.obstacle };
  reportRefusal(error, null, { action: "session.refused", subject, via: "password", detail });
}
