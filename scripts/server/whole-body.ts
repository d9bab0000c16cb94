/** When a request has arrived: until then it should hold nothing that others wait for. */
import type { IncomingMessage } from "node:http";
import { AppError } from "../../lib/errors/app-error";

/**
 * Waits for the last byte of a body, which stays to be read. Call it in the same turn of the event
 * loop in which the request came, and only where the body's size is limited. Throws `cancelled` when
 * the client goes before; never settles when the request has been answered meanwhile.
 */
export function wholeBody(request: IncomingMessage, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(new AppError("cancelled")));
    const push = request.push.bind(request);
    request.push = (piece, encoding) => {
      push(piece, encoding);
      if (piece === null) resolve();
      // Full or not, the buffer takes all of it: reading would else stop before the end.
      return true;
    };
  });
}
