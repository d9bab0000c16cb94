/** Notes in the audit log what is answered 403 or 429. */

import type { Principal } from "../access/policy";
import { AppError } from "../errors/app-error";
import { requestContext } from "../http/request-context";
import { type Refusal, recordRefusal } from "./refusals";

const REFUSED = new Set([403, 429]);
const LONGEST_PATH = 200;

/** Several guards may meet the same error on its way out: it is one refusal. */
const noted = new WeakSet<AppError>();

/**
 * Records an error that refuses somebody something; others are left alone. `principal` is whoever was
 * refused, where that is known; `about` says more than that a path was asked for. Never throws.
 */
export function reportRefusal(
  error: unknown,
  principal?: Principal | null,
  about: Partial<Refusal> = {},
): void {
  if (!(error instanceof AppError) || !REFUSED.has(error.status) || noted.has(error)) return;
  noted.add(error);
  const { address: ip, path } = requestContext();
  const [pathname = ""] = path.split("?");
  const actor = principal?.signedIn ? principal.username : null;
  recordRefusal({
    action: "access.refused",
    actor,
    subject: actor,
    via: "web",
    ip,
    code: error.code,
    detail: { path: pathname.slice(0, LONGEST_PATH) },
    ...about,
  });
}
