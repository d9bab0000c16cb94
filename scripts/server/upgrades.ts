/** Upgrade requests (WebSockets): only the development server has a use for them. */
import type { Server } from "node:http";
import { sitePath } from "../../lib/http/site-path";

/** Hands upgrades to the development server's own, or refuses them all when there is none. */
export function upgrades(servers: readonly Server[], development: Server | undefined): void {
  for (const server of servers) {
    server.on("upgrade", (request, socket, head) => {
      socket.on("error", () => {});
      if (development && request.url?.startsWith(sitePath("/_next/"))) {
        development.emit("upgrade", request, socket, head);
      } else {
        socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      }
    });
  }
}
