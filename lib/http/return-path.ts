/** Where to go after sign-in: only ever a path on this site. */
import { pathWithinSite, sitePath } from "./site-path";

const LONGEST = 2000;
/** Parameters Next.js adds for itself. */
const INTERNAL = ["_rsc"];
/** Pages that make no sense to come back to. */
const NOT_A_DESTINATION = /^\/(login|logout|signed-out|setup|api|_next)(\/|\?|$)/;

/**
 * The path and query in `wanted`, as a browser asks for it, when it is safe to go there, else `fallback`. Backslashes, control
 * characters, other hosts and schemes, and anything overlong are not safe: browsers read them oddly.
 */
export function returnPath(
  wanted: string | null | undefined,
  origins: readonly string[],
  fallback = sitePath("/dashboards"),
): string {
  if (!wanted || wanted.length > LONGEST || hasOddCharacters(wanted)) return fallback;
  const relative = wanted.startsWith("/") && !wanted.startsWith("//");
  const base = origins[0] ?? "http://localhost";
  if (!URL.canParse(wanted, base)) return fallback;
  const url = new URL(wanted, base);
  if (!relative && !(URL.canParse(wanted) && origins.includes(url.origin))) return fallback;
  // One slash: of `blob:http://…` the origin is ours, and the path a whole address.
  if (url.username || url.password || !/^\/(?!\/)/.test(url.pathname)) return fallback;
  const path = pathOf(url);
  const within = pathWithinSite(path);
  if (within === null || NOT_A_DESTINATION.test(within)) return fallback;
  return hidesOddCharacters(url.pathname) ? fallback : path;
}

/** The sign-in page's path, to come back afterwards to `path`, which is as the browser asked for it. */
export function signInAddress(path: string): string {
  return `/login?callbackUrl=${encodeURIComponent(pathOf(new URL(path, "http://foyer.invalid")))}`;
}

/** Path and query as they were asked for, but for Next's own parameters. */
function pathOf({ pathname, search }: URL): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((part) => part && !INTERNAL.includes(part.split("=", 1)[0] ?? ""));
  return pathname + (kept.length > 0 ? `?${kept.join("&")}` : "");
}

function hasOddCharacters(text: string): boolean {
  return /[\\\s]/.test(text) || hasControlCharacters(text);
}

/** Whether a path can't be decoded, or has backslashes or control characters once it is. */
function hidesOddCharacters(pathname: string): boolean {
  try {
    const decoded = decodeURIComponent(pathname);
    return decoded.includes("\\") || hasControlCharacters(decoded);
  } catch {
    return true;
  }
}

function hasControlCharacters(text: string): boolean {
  return [...text].some((c) => c < " " || c === "\x7f");
}
