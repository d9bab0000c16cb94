/** What the front server knows of the request under way, and no client can forge. */
import { AsyncLocalStorage } from "node:async_hooks";
import { processState } from "../process/process-state";

export interface RequestContext {
  /** The client's IP address, by way of trusted proxies only; null when not known. */
  address: string | null;
  /** Path and query as asked for. */
  path: string;
  /** Says when the client has gone before its answer was whole. */
  signal?: AbortSignal;
  /** How long it has waited for its turn before anything of the app ran, in milliseconds. */
  waited?: number;
  /** Sets the answer's status. */
  answerAs?: (status: number) => void;
  /** Whether Next.js may take the request for a call of a server action. */
  callsAction?: boolean;
  /** Whether any of our own code has been reached: until then Next.js is still reading the request. */
  reached?: boolean;
}

const store = processState("request", () => new AsyncLocalStorage<RequestContext>());

/** Runs `work` as part of a request: all that it begins finds its context. For the server in front. */
export function withRequestContext<T>(context: RequestContext, work: () => T): T {
  return store.run(context, work);
}

/** The request under way; nothing is known outside of one. */
export function requestContext(): RequestContext {
  return store.getStore() ?? { address: null, path: "/" };
}

/**
 * Gives the page under way a status other than 200. Next.js offers that only for pages that stay
 * blank without JavaScript. False when it can't be done: not behind the front server.
 */
export function setResponseStatus(status: number): boolean {
  const { answerAs: set } = requestContext();
  set?.(status);
  return set !== undefined;
}

/** Notes that the request under way was understood: what fails from here on is our own fault. */
export function markReached(): void {
  requestContext().reached = true;
}
