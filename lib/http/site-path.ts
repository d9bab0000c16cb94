/**
 * Paths as browsers know them: under the prefix of APP_URL (`/foyer`), if it has one. Next.js puts
 * it before what `Link`, `redirect` and the router are given; all else asks here.
 */

/** `/foyer`, or nothing. The build writes it in (next.config.ts): browsers have no environment. */
const prefix = () => process.env.SITE_PREFIX ?? "";

/** A path of this app (`/login?x`) as a browser must ask for it (`/foyer/login?x`). */
export function sitePath(path: string): string {
  return path === "/" ? prefix() || "/" : prefix() + path;
}

/** What a browser asked for, without the prefix; null when that is not under it, so not this site's. */
export function pathWithinSite(target: string): string | null {
  if (!target.startsWith(prefix())) return null;
  const rest = target.slice(prefix().length);
  if (rest.startsWith("/")) return rest;
  return rest === "" || rest.startsWith("?") ? `/${rest}` : null;
}
