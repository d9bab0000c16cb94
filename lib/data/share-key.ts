/** Who a query is for, as its share of the engine is counted. */
import "server-only";
import type { Principal } from "../access/policy";
import { addressKey } from "../http/address-key";
import { requestContext } from "../http/request-context";

/** A person by their account, whichever browser they use; visitors by their address. */
export function shareKeyOf(principal: Principal): string {
  if (principal.signedIn) return `user ${principal.userId}`;
  return `visitor ${addressKey(requestContext().address) ?? "of no known address"}`;
}
