/** Every call to a provider goes through here: limited in time and size, never following redirects. */
import { ProviderFailure } from "./failure";

/** Milliseconds that one call may take, body included. */
export const CALL_LIMIT = 4000;
const LARGEST = 1024 * 1024;

export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed JSON, or null when it is none. */
  body: unknown;
}

/** Calls an address and reads its JSON. Throws `provider-unavailable` when nothing usable comes in time. */
export async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, {
      ...init,
      headers: { Accept: "application/json", "User-Agent": "Foyer", ...init.headers },
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(CALL_LIMIT),
    });
    const text = await readLimited(response);
    if (response.status >= 500) throw new Error(`it answered ${response.status}`);
    return { status: response.status, headers: response.headers, body: parsed(text) };
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new ProviderFailure("provider-unavailable", `${host} can't be used: ${words}`, { cause });
  }
}

/** An object from a JSON answer; `{}` for anything else. */
export function objectOf(value: unknown): Record<string, unknown> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : {};
}

async function readLimited(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > LARGEST) throw new Error("its answer is too large");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
