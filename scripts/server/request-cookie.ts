/** One cookie of a request, before Next.js has read any. */
import type { IncomingMessage } from "node:http";

/** The value as sent; of several with this name the last, as Next.js takes it. */
export function requestCookie({ headers }: IncomingMessage, name: string): string | undefined {
  const start = `${name}=`;
  return (headers.cookie ?? "")
    .split(/; */)
    .findLast((pair) => pair.startsWith(start))
    ?.slice(start.length);
}
