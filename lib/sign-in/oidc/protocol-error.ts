/** openid-client's errors as ours: what is temporary, what the provider refused, what is not to be believed. */
import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from "openid-client";
import { failureIn, ProviderFailure } from "./failure";

/** The failure that an error of a call to `part` means. Throws what is no error of the provider. */
export function protocolFailure(error: unknown, part: string): ProviderFailure {
  const ours = failureIn(error);
  if (ours) return ours;
  if (error instanceof ResponseBodyError) {
    return new ProviderFailure("provider-refused", `${part}: ${error.error.slice(0, 60)}`);
  }
  if (error instanceof WWWAuthenticateChallengeError) return refusal(part, error.status);
  if (!(error instanceof ClientError)) throw error;
  const { cause } = error;
  if (cause instanceof Response && cause.status !== 200) return refusal(part, cause.status);
  // The library's own message: it names the claim, and holds nothing of the token.
  const message = cause instanceof Error ? cause.message : error.message;
  return new ProviderFailure("token-invalid", `${part}: ${message}`, { cause: error });
}

function refusal(part: string, status: number): ProviderFailure {
  const denied = status === 401 || status === 403;
  return new ProviderFailure(
    denied ? "provider-refused" : "provider-unavailable",
    `${part}: ${status}`,
  );
}
