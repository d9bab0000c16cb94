/** Headers as Next.js may see them: what clients made up is gone, what is true is set. */
import type { IncomingMessage } from "node:http";
import { env } from "../../lib/config/env";

/** Headers by which proxies, Next.js and Foyer talk among themselves. No client has business here. */
const INTERNAL =
  /^(forwarded|x-(forwarded|middleware|foyer|invoke|invocation|now|vercel|next|prerender|original|rewrite)-.*|x-(nonce|matched-path|real-ip|nextjs-data|http-method-override|url-scheme)|next-resume)$/;

/** Takes internal headers out, and says truly which host, scheme and client this is. */
export function setTrueHeaders(request: IncomingMessage, address: string | null): void {
  const host = trueHost(request.headers.host);
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL.test(name)) delete request.headers[name];
  }
  const { appUrl, https } = env();
  const port = appUrl.port || (https ? "443" : "80");
  request.headers.host = host;
  request.headers["x-forwarded-host"] = host;
  request.headers["x-forwarded-port"] = port;
  request.headers["x-forwarded-proto"] = https ? "https" : "http";
  if (address) request.headers["x-forwarded-for"] = address;
  request.rawHeaders = Object.entries(request.headers).flatMap(([name, value]) =>
    [value ?? []].flat().flatMap((one) => [name, one]),
  );
}

/** The host asked for if it is one of ours (a try-out has several names), else APP_URL's. */
function trueHost(asked: string | undefined): string {
  const { origins, appUrl } = env();
  const ours = origins.map((origin) => new URL(origin).host);
  return asked && ours.includes(asked.toLowerCase()) ? asked.toLowerCase() : appUrl.host;
}
