/** Why a sign-in was refused: a code for people, a reason for the audit log. */

/** Codes of the core. Each way in has its own besides. */
export const coreErrorCodes = [
  "sign-in-expired",
  "not-invited",
  "not-allowed",
  "hook-failed",
  "account-taken",
  "not-the-same-person",
] as const;

interface SignInErrorOptions extends ErrorOptions {
  /** Whether it surely passes: no answer, 5xx, 429. Only this is worth waiting for. */
  temporary?: boolean;
}

/** Refuses a sign-in. `reason` is for the audit log; it holds no token, secret or e-mail address. */
export class SignInError<Code extends string = string> extends Error {
  override name = "SignInError";
  readonly temporary: boolean;

  constructor(
    readonly code: Code,
    readonly reason: string,
    { temporary = false, ...options }: SignInErrorOptions = {},
  ) {
    super(`${code}: ${reason}`, options);
    this.temporary = temporary;
  }
}

/** An error of the core itself. */
export class AdmissionError extends SignInError<(typeof coreErrorCodes)[number]> {}

/**
 * The refusal that an error is, or was caused by, as one of this bundle's own; null when there is
 * none. Libraries wrap what we throw, and what is shared by the process may come from another
 * bundle's copy of this file, whose classes are not ours.
 */
export function signInErrorIn(error: unknown): SignInError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SignInError) return cause;
    if (cause.name === "SignInError" && "code" in cause && "reason" in cause) {
      const temporary = "temporary" in cause && cause.temporary === true;
      return new SignInError(String(cause.code), String(cause.reason), { cause, temporary });
    }
  }
  return null;
}
