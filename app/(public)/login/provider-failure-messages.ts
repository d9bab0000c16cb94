/** Why a sign-in with a provider failed, in words for people. Each code has a paragraph in docs/single-sign-on.md. */
import type { OidcErrorCode } from "@/lib/sign-in/oidc/protocol/provider-error";

const messages: Record<OidcErrorCode, (label: string) => string> = {
  "provider-unavailable": (label) => `${label} can’t be reached right now. Try again shortly.`,
  "provider-refused": (label) => `${label} did not sign you in. Try again.`,
  "sign-in-expired": () =>
    "This sign-in is over: it took more than 10 minutes, or went on in another tab. Start again.",
  "token-invalid": (label) =>
    `The answer of ${label} could not be trusted. Try again, and tell an administrator if it stays so.`,
  "not-invited": () => "You have no account here yet. Ask an administrator for one.",
  "not-allowed": (label) => `Your account at ${label} may not sign in here. Ask an administrator.`,
  "hook-failed": () =>
    "Signing in did not work because a check of this site failed. Try again later.",
  "account-taken": (label) => `This account at ${label} is linked to another user here.`,
  "not-the-same-person": (label) =>
    `You were to sign in at ${label} once more, as yourself. Nothing was changed.`,
  "not-signed-in-anew": (label) =>
    `${label} did not say that you signed in there anew, so whose account it is stays open. Nothing was linked. Sign out there and try again, or ask an administrator.`,
};

/** Words for a provider's failure code; null when it is none. */
export function providerFailureMessage(code: string, label: string | undefined): string | null {
  if (!Object.hasOwn(messages, code)) return null;
  return messages[code as OidcErrorCode](label ?? "the sign-in service");
}
