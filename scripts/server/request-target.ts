/** What a request may ask for at all. */
import type { RefusalKey } from "./refuse";

/** Others (TRACE, WebDAV's) have no meaning here, and Next.js fails on some of them. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * What is wrong with a method and request target, if anything. Only origin-form is taken
 * (`/path?query`): an absolute address (`GET http://other/`) is for proxies, and its host would be
 * believed further in.
 */
export function targetError(method: string | undefined, target: string): RefusalKey | undefined {
  if (!METHODS.has(method ?? "")) return "method-not-allowed";
  // Printable ASCII without the characters that no browser leaves unencoded in a path.
  if (!/^\/[!-~]*$/.test(target) || /[\\<>"{}|^`]/.test(pathOf(target))) return "bad-request";
  return hasMalformedEncoding(pathOf(target)) ? "bad-request" : undefined;
}

/** The decoded path of a target in lower case, to compare by prefix. */
export function comparablePath(target: string): string {
  return decodeURIComponent(pathOf(target)).replace(/^\/+/, "/").toLowerCase();
}

function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "/";
}

/** Broken percent-encoding, or an encoded control character. */
function hasMalformedEncoding(path: string): boolean {
  try {
    return [...decodeURIComponent(path)].some((c) => c < " " || c === "\x7f");
  } catch {
    return true;
  }
}
