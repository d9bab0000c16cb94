/** A clean end: no new requests, those under way finished, then out. */
import type { Server, ServerResponse } from "node:http";
import { writeRefusals } from "../../lib/audit/refusals";
import { closeDatabase } from "../../lib/db/client";

/** How long requests under way may take to finish, in milliseconds. */
const MAX_WAIT = 10_000;
/** npm passes on a signal that the terminal has sent already: such an echo is not impatience. */
const ECHO = 500;

/**
 * Ends the process on SIGTERM, SIGINT and SIGHUP with status 0; a second signal ends it at once.
 * Gives a function that ends it in the same way with another status.
 */
export function stopOnSignal(
  servers: readonly Server[],
  closeApp: () => Promise<void>,
): (status: number) => void {
  const underWay = trackResponses(servers);
  let since: number | undefined;
  const end = (status: number) => {
    if (since !== undefined) return;
    since = performance.now();
    void stop(servers, underWay, closeApp, status);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (since !== undefined && performance.now() - since > ECHO) process.exit(1);
      end(0);
    });
  }
  return end;
}

async function stop(
  servers: readonly Server[],
  underWay: ReadonlySet<ServerResponse>,
  closeApp: () => Promise<void>,
  status: number,
): Promise<void> {
  setTimeout(() => process.exit(status), MAX_WAIT).unref();
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  for (const response of underWay) endConnection(response);
  // A connection that is kept open may bring one more request: that is its last.
  onRequest(servers, endConnection);
  await Promise.all(closed);
  await Promise.allSettled([closeApp(), writeRefusals().then(closeDatabase)]);
  process.exit(status);
}

/** Lets the connection go with this answer. */
function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
  const { socket } = response;
  response.on("close", () => socket?.end());
}

function trackResponses(servers: readonly Server[]): ReadonlySet<ServerResponse> {
  const underWay = new Set<ServerResponse>();
  onRequest(servers, (response) => {
    underWay.add(response);
    response.on("close", () => underWay.delete(response));
  });
  return underWay;
}

/** Hears of each response before the request's own handler does. */
function onRequest(servers: readonly Server[], hear: (response: ServerResponse) => void): void {
  for (const server of servers) {
    for (const event of ["request", "checkContinue"]) {
      server.prependListener(event, (_request, response: ServerResponse) => hear(response));
    }
  }
}
