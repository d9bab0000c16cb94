/** Codes with which a sign-in by password is refused, in `?error=` of the sign-in page. */
import type { ErrorCode } from "../../errors/app-error";

/** All others have a page of their own: {@link file://./answer.ts}. */
export const passwordErrorCodes = [
  "wrong-credentials",
  "invalid-input",
] as const satisfies readonly ErrorCode[];
