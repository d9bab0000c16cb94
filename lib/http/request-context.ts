/** What the front server knows of the request under way, and no client can forge. */
import type { AsyncLocalStorage } from "node:async_hooks";

export interface RequestContext {
  /** The client's IP address, by way of trusted proxies only; null when not known. */
  address: string | null;
  /** Path and query as asked for. */
  path: string;
}

/** scripts/serve.mjs keeps the store on globalThis: it and Next's bundles are modules apart. */
const holder = globalThis as { foyerRequest?: AsyncLocalStorage<RequestContext> };

/** The request under way; nothing is known outside of one. */
export function requestContext(): RequestContext {
  return holder.foyerRequest?.getStore() ?? { address: null, path: "/" };
}
