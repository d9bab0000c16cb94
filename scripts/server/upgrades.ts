/** Upgrade requests (WebSockets): only the development server has a use for them. */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

import { sitePath } from "../../lib/http/site-path";

type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

/** Hands upgrades to the development server, or refuses them all when there is none. */
export function upgrades(servers: readonly Server[], development: UpgradeHandler | undefined) {
  for (const server of servers) {
    server.on("upgrade", (request, socket, head) => {
      socket.on("error", () => {});
      if (development && request.url?.startsWith(sitePath("/_next/")))
        development(request, socket, head);
      else socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    });
  }
}
