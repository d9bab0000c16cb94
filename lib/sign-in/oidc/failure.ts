/** Why a sign-in with a provider was refused: a code for people, a reason for the audit log. */

export const failureCodes = [
  "provider-unavailable",
  "provider-refused",
  "sign-in-expired",
  "token-invalid",
  "not-invited",
  "not-allowed",
  "hook-failed",
  "account-taken",
  "not-the-same-person",
  "not-signed-in-anew",
] as const;
export type FailureCode = (typeof failureCodes)[number];

interface FailureOptions extends ErrorOptions {
  /** Whether it surely passes: no answer, 5xx, 429. Only this is worth waiting for. */
  temporary?: boolean;
}

/** Refuses a sign-in. `reason` is for the audit log; it holds no token, secret or e-mail address. */
export class ProviderFailure extends Error {
  override name = "ProviderFailure";
  readonly temporary: boolean;

  constructor(
    readonly code: FailureCode,
    readonly reason: string,
    { temporary = false, ...options }: FailureOptions = {},
  ) {
    super(`${code}: ${reason}`, options);
    this.temporary = temporary;
  }
}

/**
 * The failure that an error is, or was caused by, as one of this bundle's own; null when there is
 * none. Libraries wrap what we throw, and what is shared by way of globalThis may come from another
 * bundle's copy of this file, whose classes are not ours.
 */
export function failureIn(error: unknown): ProviderFailure | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ProviderFailure) return cause;
    if (cause.name === "ProviderFailure" && "code" in cause && "reason" in cause) {
      const temporary = "temporary" in cause && cause.temporary === true;
      const options = { cause, temporary };
      return new ProviderFailure(cause.code as FailureCode, String(cause.reason), options);
    }
  }
  return null;
}

/** Throws the failure that an error is or was caused by, else the error itself. */
export function rethrow(error: unknown): never {
  throw failureIn(error) ?? error;
}
