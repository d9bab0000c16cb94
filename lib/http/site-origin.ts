/** The name under which a browser opened this site. */
import { env } from "../config/env";

/**
 * The origin of the request: one of ours, APP_URL's when its Host is none of them. Next.js's own idea
 * (`request.nextUrl.origin`) has always the same name, and a try-out may be opened by several.
 */
export function siteOrigin(headers: Headers): string {
  const { origins, appUrl } = env();
  const host = headers.get("host")?.toLowerCase();
  return origins.find((origin) => new URL(origin).host === host) ?? appUrl.origin;
}
