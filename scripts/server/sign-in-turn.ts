/** Sign-ins by password, a few at once: the others wait here, where that costs next to nothing. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { availableParallelism } from "node:os";
import { reportRefusal } from "../../lib/audit/report-refusal";
import { awaitWritable } from "../../lib/db/client";
import { AppError } from "../../lib/errors/app-error";
import { addressKey } from "../../lib/http/address-key";
import { requestContext } from "../../lib/http/request-context";
import { pathWithinSite } from "../../lib/http/site-path";
import { deviceCookie } from "../../lib/session/cookies";
import { deviceOwner } from "../../lib/session/device-owner";
import { HashQueue, type QueueEntry } from "../../lib/sign-in/password/hash-queue";
import { refusedSignIn } from "../../lib/sign-in/password/refused-sign-in";
import { requestCookie } from "./request-cookie";
import { comparablePath } from "./request-target";
import { wholeBody } from "./whole-body";

/**
 * How long a sign-in waits here, in milliseconds: not all equally long, else those that came together
 * would be answered together, and come together again.
 */
const MAX_WAIT = { least: 1_500, most: 2_000 };

/** Two more than there are hashing threads: some are being read or answered while others are hashed. */
const queue = new HashQueue(Math.max(2, availableParallelism()) + 2);

/** Whether a request tries a password. */
export function isPasswordSignIn({ method, url = "/" }: IncomingMessage): boolean {
  const path = comparablePath(pathWithinSite(url) ?? "/");
  return method === "POST" && /^\/api\/auth\/callback\/credentials\/?$/.test(path);
}

/**
 * Does the work of a sign-in when its turn comes, or answers it: 429 when it would wait for too long,
 * 503 when the database is away. People on devices of their own come first, the others take turns by
 * address. Call it within the request's context. Rejects with what `work` rejects with.
 */
export async function signInTurn(
  request: IncomingMessage,
  response: ServerResponse,
  work: () => Promise<void>,
): Promise<void> {
  const context = requestContext();
  const { address, signal } = context;
  let begun = false;
  try {
    await wholeBody(request, signal);
    const entry = await queueEntry(request, address);
    // Who waits for the database keeps no place from others meanwhile.
    await writable();
    const since = performance.now();
    const { least, most } = MAX_WAIT;
    const maxWait = least + Math.random() * (most - least);
    await queue.run({ ...entry, maxWait, signal }, () => {
      begun = true;
      context.waited = performance.now() - since;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    if (error instanceof AppError && error.code === "cancelled") return;
    const detail = { reason: "full queue" };
    reportRefusal(error, null, { action: "session.refused", via: "password", detail });
    await send(refusedSignIn(error, request.headers.accept ?? null), response);
  }
}

async function queueEntry(request: IncomingMessage, address: string | null): Promise<QueueEntry> {
  const owner = await deviceOwner(requestCookie(request, deviceCookie().name));
  if (owner) return { share: "known", source: owner };
  return { share: "unknown", source: addressKey(address) ?? "loopback" };
}

/** Under way for everybody who asks meanwhile: it is one short transaction. */
let probe: Promise<void> | undefined;

function writable(): Promise<void> {
  probe ??= awaitWritable().finally(() => {
    probe = undefined;
  });
  return probe;
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  const body = await answer.text();
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
}
