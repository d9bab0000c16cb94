/** The HTTP servers, one per address, with the same limits. */
import { createServer, type RequestListener, type Server } from "node:http";
import { EnvError } from "../../lib/config/env";

/** Milliseconds; a slow client may hold a connection, but not for long. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 10_000,
};

export interface ListenOptions {
  hosts: readonly string[];
  port: number;
  dev: boolean;
}

/** Listens on every address. Throws {@link EnvError} when the port is taken or may not be used. */
export async function listen(
  handler: RequestListener,
  { hosts, port, dev }: ListenOptions,
): Promise<Server[]> {
  const servers: Server[] = [];
  for (const host of hosts) {
    const server = createServer({ ...LIMITS, maxHeaderSize: 16 * 1024 }, handler);
    // An answer that nobody reads any more; development holds connections open for long.
    if (!dev) server.timeout = 120_000;
    // Who asks before sending a large body (Expect: 100-continue) gets the handler's answer first.
    server.on("checkContinue", handler);
    if (await opened(server, host, port, servers.length > 0)) servers.push(server);
  }
  return servers;
}

/** Whether the server listens. An address that this machine lacks may be missing if another is open. */
function opened(server: Server, host: string, port: number, mayLack: boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const lacking = error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT";
      if (lacking && mayLack) {
        console.warn(`This machine has no address ${host}: going on without it.`);
        resolve(false);
      } else {
        reject(new EnvError(messageFor(error, host, port)));
      }
    });
    server.listen(port, host, () => resolve(true));
  });
}

function messageFor(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} on ${host} is taken by another program. Stop it, or set PORT to another number.`;
  }
  if (error.code === "EACCES") {
    return `Port ${port} may not be used by this account. Set PORT to a number above 1023.`;
  }
  return `Foyer can't listen on ${host}, port ${port}: ${error.message}. Set HOST and PORT.`;
}
