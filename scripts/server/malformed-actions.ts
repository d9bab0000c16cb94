/** Messages to server actions that Next.js can't read: its 500 becomes a 400, as they are the sender's fault. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestContext } from "../../lib/http/request-context";
import { refusal } from "./refuse";

/** Whether Next.js may take a request for a call of a server action. */
export function mayCallAction({ method, headers }: IncomingMessage): boolean {
  if (method !== "POST") return false;
  return "next-action" in headers || /^multipart\//i.test(headers["content-type"] ?? "");
}

/**
 * Watches over the answer to a possible call of an action. Next.js decodes its arguments before any of our
 * code runs, and answers 500 when they are malformed: a 500 that none of our code had a part in is
 * answered anew, as the bad request that it was.
 */
export function refuseMalformedAction(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): void {
  const original = {
    writeHead: response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse,
    write: response.write.bind(response) as (...args: unknown[]) => boolean,
    end: response.end.bind(response) as (...args: unknown[]) => ServerResponse,
  };
  let refused = false;
  const replacement = {
    writeHead: (...args: unknown[]) => {
      if (refused || args[0] !== 500 || context.reached) return original.writeHead(...args);
      refused = true;
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      const { status, headers, body } = refusal(request, "bad-request");
      original.writeHead(status, headers);
      return original.end(body);
    },
    // What Next.js had to say is left out. Nothing waits for it to be sent.
    write: (...args: unknown[]) => refused || original.write(...args),
    end: (...args: unknown[]) => (refused ? response : original.end(...args)),
  };
  Object.assign(response, replacement);
}
