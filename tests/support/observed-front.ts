/** The front server with a handler in Next.js's place that says who has begun, and ends when told to. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@/scripts/server/request-handler";

export interface ObservedFront {
  url: string;
  /** Who has begun, in turn, by their `User-Agent`. */
  begun: string[];
  /** How many requests the server has heard of, and how many of them have lost their client. */
  seen: { heard: number; gone: number };
  /** Answers whoever has been under way for longest. */
  endOne: () => void;
  /** Answers whoever is under way now, and from now on everybody as soon as they begin. */
  endAll: () => void;
  close: () => Promise<void>;
}

/** Opens a front server on a port of its own. */
export async function observedFront(): Promise<ObservedFront> {
  const begun: string[] = [];
  const seen = { heard: 0, gone: 0 };
  const underWay: ServerResponse[] = [];
  let held = true;
  const door = createRequestHandler(async (request: IncomingMessage, response: ServerResponse) => {
    begun.push(request.headers["user-agent"] ?? "");
    underWay.push(response);
    const ended = once(response, "close");
    if (!held) endOne();
    await ended;
  });
  const endOne = () => {
    underWay.shift()?.end("done");
  };
  const server = createServer((request, response) => {
    seen.heard++;
    response.on("close", () => {
      if (!response.writableFinished) seen.gone++;
    });
    door(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    begun,
    seen,
    endOne,
    endAll: () => {
      held = false;
      while (underWay.length > 0) endOne();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
