/** Troubles on purpose: the provider may be slow, broken or gone, in all or in one of its parts. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

export interface Outage {
  /** `down` drops connections, `broken` answers 500, `slow` waits first, `huge` never stops sending. */
  kind: "none" | "down" | "broken" | "slow" | "huge";
  /** Beginnings of the paths that simulateOutage; all when left out. */
  paths?: string[] | undefined;
  /** For `slow`. */
  milliseconds?: number | undefined;
}

/** Lets the trouble happen; says whether the request is over with that. */
export async function simulateOutage(
  outage: Outage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = request.url ?? "/";
  if (outage.paths && !outage.paths.some((start) => path.startsWith(start))) return false;
  if (outage.kind === "down") {
    request.socket.destroy();
    return true;
  }
  if (outage.kind === "broken") {
    response.writeHead(500, { "Content-Type": "text/plain" }).end("This provider is broken.\n");
    return true;
  }
  if (outage.kind === "slow") await pause(outage.milliseconds ?? 60_000);
  if (outage.kind === "huge") {
    flood(response);
    return true;
  }
  return false;
}

/** Valid JSON so far, without an end, as fast as it is read. */
function flood(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  const piece = " ".repeat(64 * 1024);
  const more = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on("drain", more);
  response.write("{");
  more();
}
