/** How much a request may send. Next.js has no limit of its own on most paths. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pathWithinSite } from "../../lib/http/site-path";
import { refuse } from "./refuse";
import { comparablePath } from "./request-target";

const AUTH_LIMIT = 16 * 1024;
const LIMIT = 1024 * 1024;
const AUTH_PATH = /^\/(api\/auth|login|logout|setup)(\/|$)/;

/** How many bytes a request to this target may send. */
function bodyLimit(target: string): number {
  return AUTH_PATH.test(comparablePath(pathWithinSite(target) ?? target)) ? AUTH_LIMIT : LIMIT;
}

/**
 * Refuses a body over the limit: at once when its length is announced, else when it has grown that
 * far. Gives false when the request has been answered.
 */
export function limitBody(request: IncomingMessage, response: ServerResponse): boolean {
  const limit = bodyLimit(request.url ?? "/");
  if (Number(request.headers["content-length"] ?? 0) > limit) {
    refuse(request, response, "too-large");
    return false;
  }
  if (request.headers["transfer-encoding"]) countWhileRead(request, response, limit);
  return true;
}

/**
 * Counts in `push`, where the parser hands each piece over: a listener for `data` would set the
 * stream flowing before Next.js reads it, and a stream in between is not what Next.js takes.
 */
function countWhileRead(request: IncomingMessage, response: ServerResponse, limit: number): void {
  const push = request.push.bind(request);
  let received = 0;
  request.push = (piece, encoding) => {
    received += piece ? piece.length : 0;
    if (received <= limit) return push(piece, encoding);
    // The reader never hears of the end, so nobody acts upon half a body.
    if (response.headersSent) request.destroy();
    else refuse(request, response, "too-large");
    return true;
  };
}
