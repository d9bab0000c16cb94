/** Answers given without asking Next.js: short words for people, a problem document for programs. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { errors } from "../../lib/errors/app-error";
import { pathWithinSite } from "../../lib/http/site-path";

/** Seconds after which to try again when too much is under way. */
const RETRY = 5;

/** How long a refused client may go on sending before its connection is cut, in milliseconds. */
const LINGER = 1000;

const refusals = {
  "bad-request": { status: 400, title: "This request can’t be understood." },
  "method-not-allowed": errors["method-not-allowed"],
  "too-large": errors["too-large"],
  "not-found": errors["not-found"],
  "too-many-queries": errors["too-many-queries"],
  busy: { status: 503, title: "Too many people are asking right now. Try again in a few seconds." },
  internal: errors.internal,
};
export type RefusalKey = keyof typeof refusals;

/** The answer to a request that is refused. */
export function refusal(request: IncomingMessage, code: RefusalKey) {
  const { status, title } = refusals[code];
  const forProgram = /^\/api(\/|\?|$)/i.test(pathWithinSite(request.url ?? "") ?? "");
  return {
    status,
    headers: {
      "Content-Type": forProgram ? "application/problem+json" : "text/plain; charset=utf-8",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      Connection: "close",
      ...(status === 429 || status === 503 ? { "Retry-After": String(RETRY) } : {}),
    },
    body: forProgram ? JSON.stringify({ status, title, code }) : `${title}\n`,
  };
}

/** Answers with an error and lets the connection go. */
export function refuse(request: IncomingMessage, response: ServerResponse, code: RefusalKey): void {
  const { status, headers, body } = refusal(request, code);
  response.writeHead(status, headers);
  if (!request.complete) discardRest(request);
  response.end(body);
}

/**
 * Reads on for a moment without keeping anything. Node closes a connection as soon as its last
 * answer is written; with data still unread that resets it, and the client never sees the answer.
 */
function discardRest(request: IncomingMessage): void {
  const { socket } = request;
  request.push = () => true;
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), LINGER).unref();
  };
}
