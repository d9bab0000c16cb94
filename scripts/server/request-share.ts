/** Each client's share of the server: a few requests at once, the others in line, so that nobody else waits for them. */
import type { IncomingMessage } from "node:http";
import { QueryQueue, type QueueLimits } from "../../lib/data/query-queue";
import { addressKey } from "../../lib/http/address-key";
import { pathWithinSite } from "../../lib/http/site-path";
import { sessionCookie } from "../../lib/session/cookies";
import { requestCookie } from "./request-cookie";

const EVERYBODY = Number.POSITIVE_INFINITY;
const MAX_WAIT = 30_000;

/** A browser has six connections, and several tabs; what is more comes from a program. */
const limits: Record<"api" | "page", QueueLimits> = {
  api: {
    running: { all: EVERYBODY, each: 8 },
    pending: { all: 2000, each: 60 },
    maxWait: MAX_WAIT,
  },
  page: {
    running: { all: EVERYBODY, each: 6 },
    pending: { all: 2000, each: 100 },
    maxWait: MAX_WAIT,
  },
};

const queues = {
  api: new QueryQueue<void>(limits.api),
  page: new QueryQueue<void>(limits.page),
};
let last = 0;

/**
 * Does the work of a request when it is its client's turn. Rejects with a QueueError: `over-share`
 * when the client has too much under way, `busy` or `late` when everybody has, `cancelled` when the
 * client has gone before its turn.
 */
export async function inTurn(
  request: IncomingMessage,
  { address, signal }: { address: string | null; signal: AbortSignal },
  work: () => Promise<void>,
): Promise<void> {
  const path = pathWithinSite(request.url ?? "") ?? "";
  const client = clientOf(request, path, address);
  if (client === null) return work();
  const queue = path.startsWith("/api/") ? queues.api : queues.page;
  last++;
  // What has begun is not ours to end: only its place in the line goes with the client.
  let begun = false;
  const wait = new AbortController();
  const gone = () => {
    if (!begun) wait.abort();
  };
  signal.addEventListener("abort", gone);
  try {
    const run = () => {
      begun = true;
      return work();
    };
    await queue.ask(client, String(last), run, wait.signal);
  } finally {
    signal.removeEventListener("abort", gone);
  }
}

/**
 * Whose share a request takes: its session's; of visitors, who have none, their address's, and only
 * for what reads data. Null for what costs next to nothing, and when nothing tells clients apart.
 */
function clientOf(request: IncomingMessage, path: string, address: string | null): string | null {
  if (path.startsWith("/_next/static/")) return null;
  // As sent, whether there is such a session or not.
  const session = requestCookie(request, sessionCookie().name);
  if (session) return `session ${session}`;
  return /^\/(api\/data|dashboards)\//.test(path) ? addressKey(address) : null;
}
