/** Addresses of this site as others know it: below APP_URL, which may have a path of its own. */
import { env } from "../env";

/** The whole address of a path such as `/login`. */
export function siteAddress(path: string): string {
  return env().appUrl.origin + sitePath(path);
}

/** A path with the one in front that APP_URL may have: `/foyer/login`. */
export function sitePath(path: string): string {
  return env().appUrl.pathname.replace(/\/$/, "") + path;
}
