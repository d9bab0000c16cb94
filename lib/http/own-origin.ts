/** Where this site is for the client that asks: APP_URL, or another of a try-out's names. */
import { env } from "../env";

/**
 * Scheme, host and port. Next.js can't tell: it knows neither the port it is served on nor APP_URL.
 * The host is the client's word, and counts only when it is one of ours.
 */
export function ownOrigin(headers: Headers): string {
  const { appUrl, origins } = env();
  const asked = `${appUrl.protocol}//${headers.get("host")?.toLowerCase()}`;
  return origins.includes(asked) ? asked : appUrl.origin;
}
