/** What can go wrong with an OpenID provider, besides what the core refuses. */
import { coreErrorCodes, SignInError } from "../../core/sign-in-error";

/** Every code that a sign-in with a provider can end with. */
export const oidcErrorCodes = [
  ...coreErrorCodes,
  "provider-unavailable",
  "provider-refused",
  "token-invalid",
  "not-signed-in-anew",
] as const;
export type OidcErrorCode = (typeof oidcErrorCodes)[number];

/** A {@link SignInError} with one of these codes. */
export class ProviderError extends SignInError<OidcErrorCode> {}
