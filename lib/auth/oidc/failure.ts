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

/**
 * Throws a failure again as one of this bundle's own: what is shared by way of globalThis may come
 * from another bundle's copy of this file, whose classes are not ours.
 */
export function rethrow(error: unknown): never {
  const known = error instanceof Error && error.name === "ProviderFailure";
  if (!known || !("code" in error && "reason" in error)) throw error;
  throw new ProviderFailure(error.code as FailureCode, String(error.reason), { cause: error });
}
