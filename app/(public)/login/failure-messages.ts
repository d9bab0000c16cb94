/** Why a sign-in failed, in words: for a form that was sent without JavaScript. */
import { errors } from "@/lib/errors/app-error";
import { passwordErrorCodes } from "@/lib/sign-in/password/error-codes";
import { providerFailureMessage } from "./provider-failure-messages";

/** Codes of a sign-in by password, and of any. Anything else in the address is never printed. */
const known = new Set([...passwordErrorCodes, "unavailable", "cross-site"] as const);
type Known = typeof known extends Set<infer Code> ? Code : never;

const isKnown = (code: string): code is Known => (known as Set<string>).has(code);

/** Words for `?error=` and a provider's label; null when nothing failed. */
export function failureMessage(code: string | undefined, provider?: string): string | null {
  if (code === undefined) return null;
  if (code === "invalid-input") return "Enter your username or email and your password.";
  const ofProvider = providerFailureMessage(code, provider);
  if (ofProvider) return ofProvider;
  return isKnown(code) ? errors[code].title : "Signing in did not work. Try again.";
}
