/** The words for a sign-in that is refused: a page for browsers, a problem document for programs. */
import { asAppError } from "../../db/errors";
import { plainPage } from "../../http/plain-page";
import { problem, reportError } from "../../http/problem";

/**
 * The answer to a refused sign-in, which leads back to the form.
 *
 * @param accept - the request's `Accept`
 * @param nonce - the request's `x-nonce`, if it went through middleware
 */
export function refusedSignIn(
  error: unknown,
  accept: string | null,
  nonce?: string | null,
): Response {
  const known = asAppError(error);
  if (!wantsPage(accept)) return problem(known);
  const { status, retryAfter } = known;
  const reference = status >= 500 ? ` (reference ${reportError(known)})` : "";
  return plainPage({
    status,
    title: "You could not be signed in",
    message: known.message + reference,
    action: { href: "/login", label: "Back to sign in" },
    nonce: nonce ?? null,
    ...(retryAfter ? { retryAfter } : {}),
  });
}

/** Whether a client with this `Accept` is a browser that shows what it gets. */
export function wantsPage(accept: string | null): boolean {
  return (accept ?? "").includes("text/html");
}
