/** Whole addresses of this site, as others know it: below APP_URL, which may have a path of its own. */
import { env } from "../config/env";
import { sitePath } from "./site-path";

/** The whole address of a path such as `/login`. */
export function siteAddress(path: string): string {
  return env().appUrl.origin + sitePath(path);
}
