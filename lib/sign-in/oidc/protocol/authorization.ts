/** What an authorization request and its callback have in common. */
import { siteAddress } from "../../../http/site-address";
import type { Provider } from "../providers/provider";

/** How long a sign-in may take, in seconds. */
export const SIGN_IN_SECONDS = 10 * 60;

/** The address to which the provider sends people back. */
export function callbackAddress({ id }: Provider): string {
  return siteAddress(`/api/auth/callback/${id}`);
}
