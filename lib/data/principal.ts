/** Who a query is for, as its share of the engine is counted. */
import "server-only";
import type { Asker } from "../auth/policy";
import { addressKey } from "../auth/throttle";
import { requestContext } from "../http/request-context";

/** A person by their account, whichever browser they use; visitors by their address. */
export function principalOf(asker: Asker): string {
  if (asker.signedIn) return `user ${asker.userId}`;
  return `visitor ${addressKey(requestContext().address) ?? "of no known address"}`;
}
