/** Every call to a provider goes through here: limited in time and size, never following redirects. */
import { ProviderError } from "./provider-error";

/** Milliseconds that one call may take, body included. */
export const CALL_LIMIT = 4000;
const LARGEST = 1024 * 1024;

/** What to send: as `fetch` takes it. */
interface Sending {
  method?: string;
  headers?: HeadersInit;
  body?: string | URLSearchParams | null;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed JSON, or null when it is none. */
  body: unknown;
}

class TooLarge extends Error {
  override message = "its answer is too large";
}

/**
 * `fetch` with bounds, for our own calls and for the libraries'. The body has been read already.
 * Throws `provider-unavailable`: temporary when there is no answer, 5xx or 429.
 */
export async function boundedFetch(url: string, init: Sending = {}): Promise<Response> {
  const refuse = (message: string, options: { cause?: unknown; temporary: boolean }) =>
    new ProviderError(
      "provider-unavailable",
      `${new URL(url).host} can't be used: ${message}`,
      options,
    );
  const { status, headers, bytes } = await answerOf(url, init).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw refuse(message, { cause, temporary: !(cause instanceof TooLarge) });
  });
  if (status >= 500 || status === 429) throw refuse(`it answered ${status}`, { temporary: true });
  if (status >= 300 && status < 400) throw refuse("it leads elsewhere", { temporary: false });
  return new Response(bytes.byteLength > 0 ? bytes : null, { status, headers });
}

/** Calls an address and reads its JSON. Throws as {@link boundedFetch} does. */
export async function call(url: string, init: Sending = {}): Promise<Answer> {
  const response = await boundedFetch(url, init);
  const { status, headers } = response;
  return { status, headers, body: await jsonOf(response) };
}

/** The JSON of an answer, or null when it is none. */
export async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An object from a JSON answer; `{}` for anything else. */
export function objectOf(value: unknown): Record<string, unknown> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : {};
}

async function answerOf(
  url: string,
  { method = "GET", headers: given, body: sent = null }: Sending,
) {
  const sending = new Headers(given);
  if (!sending.has("Accept")) sending.set("Accept", "application/json");
  sending.set("User-Agent", "Foyer");
  const { status, headers, body } = await fetch(url, {
    method,
    headers: sending,
    body: sent,
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(CALL_LIMIT),
  });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > LARGEST) throw new TooLarge();
    parts.push(part);
  }
  return { status, headers, bytes: Buffer.concat(parts) };
}
