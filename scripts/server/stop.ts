/** A clean end: no new requests, those under way finished, then out. */
import type { Server, ServerResponse } from "node:http";
import { closeDatabase } from "../../lib/db/client";

/** How long requests under way may take to finish, in milliseconds. */
const PATIENCE = 10_000;
/** npm passes on a signal that the terminal has sent already: such an echo is not impatience. */
const ECHO = 500;

/** Ends the process on SIGTERM, SIGINT and SIGHUP; a second signal ends it at once. */
export function stopOnSignal(servers: readonly Server[], closeApp: () => Promise<void>): void {
  const underWay = trackResponses(servers);
  let since: number | undefined;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (since === undefined) {
        since = performance.now();
        void stop(servers, underWay, closeApp);
      } else if (performance.now() - since > ECHO) {
        process.exit(1);
      }
    });
  }
}

async function stop(
  servers: readonly Server[],
  underWay: ReadonlySet<ServerResponse>,
  closeApp: () => Promise<void>,
): Promise<void> {
  setTimeout(() => process.exit(0), PATIENCE).unref();
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  for (const response of underWay) {
    if (!response.headersSent) response.setHeader("Connection", "close");
    response.on("close", () => {
      for (const server of servers) server.closeIdleConnections();
    });
  }
  await Promise.all(closed);
  await Promise.allSettled([closeApp(), closeDatabase()]);
  process.exit(0);
}

function trackResponses(servers: readonly Server[]): ReadonlySet<ServerResponse> {
  const underWay = new Set<ServerResponse>();
  for (const server of servers) {
    for (const event of ["request", "checkContinue"]) {
      server.on(event, (_request, response: ServerResponse) => {
        underWay.add(response);
        response.on("close", () => underWay.delete(response));
      });
    }
  }
  return underWay;
}
