/** Where to go after sign-in: only ever a path on this site. */
import { pathWithinSite, sitePath } from "./site-path";

const LONGEST = 2000;
/** Parameters Next.js adds for itself. */
const INTERNAL = ["_rsc"];
/** Pages that make no sense to come back to. */
const NOT_A_DESTINATION = /^\/(login|logout|setup|api|_next)(\/|\?|$)/;

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
  if (url.username || url.password || url.pathname.startsWith("//")) return fallback;
  for (const name of INTERNAL) url.searchParams.delete(name);
  const path = url.pathname + url.search;
  const within = pathWithinSite(path);
  return within === null || NOT_A_DESTINATION.test(within) ? fallback : path;
}

/** The sign-in page's path, to come back afterwards to `path`, which is as the browser asked for it. */
export function signInAddress(path: string): string {
  const url = new URL(path, "http://foyer.invalid");
  for (const name of INTERNAL) url.searchParams.delete(name);
  return `/login?callbackUrl=${encodeURIComponent(url.pathname + url.search)}`;
}

function hasOddCharacters(text: string): boolean {
  return /[\\\s]/.test(text) || [...text].some((c) => c < " " || c === "\x7f");
}
