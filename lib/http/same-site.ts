/** Refuses requests that change something and come from another site. */
import { env } from "../config/env";
import { AppError } from "../errors/app-error";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Throws `cross-site` unless the request is from this site's own pages: the browser says so in
 * `Origin` or `Sec-Fetch-Site`. A request with neither passes only when it carries no cookie.
 */
export function requireSameSite(method: string, headers: Headers): void {
  if (SAFE.has(method)) return;
  const site = headers.get("sec-fetch-site");
  if (site && site !== "same-origin") throw new AppError("cross-site");
  const origin = headers.get("origin");
  if (origin ? env().origins.includes(origin) : site === "same-origin" || !headers.has("cookie"))
    return;
  throw new AppError("cross-site");
}
