/** What happens to each request before Next.js sees it. */
import { setMaxListeners } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type QueueErrorReason, reasonOf } from "../../lib/data/queue-error";
import { type RequestContext, withRequestContext } from "../../lib/http/request-context";
import { pathWithinSite } from "../../lib/http/site-path";
import { log } from "../../lib/log/log";
import { limitBody } from "./body-limit";
import { clientAddress } from "./client-address";
import { mayCallAction, refuseMalformedAction } from "./malformed-actions";
import { type RefusalKey, refuse } from "./refuse";
import { setTrueHeaders } from "./request-headers";
import { inTurn } from "./request-share";
import { targetError } from "./request-target";
import { isPasswordSignIn, signInTurn } from "./sign-in-turn";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Wraps Next.js's handler in the checks that every request passes. */
export function createRequestHandler(next: Handler): RequestListener {
  return (request, response) => {
    const path = request.url ?? "/";
    const address = clientAddress(request);
    if (log().isLevelEnabled("debug")) logAnswer(request, response, { path, address });
    const error = targetError(request.method, path);
    if (error) return refuse(request, response, error);
    // Whatever else this host may serve, it isn't Foyer.
    if (pathWithinSite(path) === null) return refuse(request, response, "not-found");
    setTrueHeaders(request, address);
    if (!limitBody(request, response)) return;
    if (request.headers.expect) response.writeContinue();
    const answerAs = (status: number) => {
      response.statusCode = status;
    };
    const signal = goneSignal(response);
    const callsAction = mayCallAction(request);
    const context: RequestContext = { address, path, signal, answerAs, callsAction };
    if (callsAction) refuseMalformedAction(request, response, context);
    const runHandler = () => withRequestContext(context, () => next(request, response));
    const turn = isPasswordSignIn(request)
      ? withRequestContext(context, () => signInTurn(request, response, runHandler))
      : inTurn(request, { address, signal }, runHandler);
    turn.catch((error: unknown) => {
      const reason = reasonOf(error);
      if (reason === "cancelled") return;
      if (!reason) log().error({ err: error }, "request failed");
      if (response.headersSent) response.destroy();
      else refuse(request, response, refusalOf(reason));
    });
  };
}

/** What is said when a request's turn did not come, or when it failed. */
function refusalOf(reason: QueueErrorReason | null): RefusalKey {
  if (reason === "over-share") return "too-many-queries";
  return reason ? "busy" : "internal";
}

/** Says when the client has gone before its answer was whole. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  // A page asks for many things, and each of them listens.
  setMaxListeners(0, gone.signal);
  response.on("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** One line per request, once it is over. The query may hold what people searched for: left out. */
function logAnswer(
  { method }: IncomingMessage,
  response: ServerResponse,
  { path, address }: RequestContext,
): void {
  const began = performance.now();
  response.on("close", () => {
    const milliseconds = Math.round(performance.now() - began);
    const [pathname] = path.split("?");
    const { statusCode: status, writableFinished: finished } = response;
    log().debug({ method, path: pathname, status, milliseconds, address, finished }, "request");
  });
}
