/** openid-client's errors as ours: what is temporary, what the provider refused, what is not to be believed. */
import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from "openid-client";
import { type SignInError, signInErrorIn } from "../../core/sign-in-error";
import { ProviderError } from "./provider-error";

/** The refusal that an error of a call to `part` means. Throws what is no error of the provider. */
export function protocolError(error: unknown, part: string): SignInError {
  const ours = signInErrorIn(error);
  if (ours) return ours;
  if (error instanceof ResponseBodyError) {
    return new ProviderError("provider-refused", `${part}: ${error.error.slice(0, 60)}`);
  }
  if (error instanceof WWWAuthenticateChallengeError) return refusal(part, error.status);
  if (!(error instanceof ClientError)) throw error;
  const { cause } = error;
  if (cause instanceof Response && cause.status !== 200) return refusal(part, cause.status);
  // The library's own message: it names the claim, and holds nothing of the token.
  const message = cause instanceof Error ? cause.message : error.message;
  return new ProviderError("token-invalid", `${part}: ${message}`, { cause: error });
}

function refusal(part: string, status: number): ProviderError {
  const denied = status === 401 || status === 403;
  return new ProviderError(
    denied ? "provider-refused" : "provider-unavailable",
    `${part}: ${status}`,
  );
}
