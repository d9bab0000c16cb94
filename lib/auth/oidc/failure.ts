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
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** Refuses a sign-in. `reason` is for the audit log; it holds no token, secret or e-mail address. */
export class ProviderFailure extends Error {
  override name = "ProviderFailure";

  constructor(
    readonly code: FailureCode,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${reason}`, options);
  }
}
