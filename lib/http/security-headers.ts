/** Headers that tell browsers what pages may do. Those that are the same for all are in next.config.ts. */

import { env } from "../config/env";
import { formOrigins } from "./form-origins";

/** The content security policy of one answer; scripts and styles need its nonce. */
export function contentSecurityPolicy(nonce: string): string {
  const { production } = env();
  const policy: Record<string, string> = {
    "default-src": "'none'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${production ? "" : " 'unsafe-eval'"}`,
    "style-src": production ? `'self' 'nonce-${nonce}'` : "'self' 'unsafe-inline'",
    // Plotly places what it draws by style attributes.
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    // Signing out may lead on to a provider.
    "form-action": ["'self'", ...formOrigins()].join(" "),
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
  };
  return Object.entries(policy)
    .map(([key, value]) => `${key} ${value}`)
    .join("; ");
}

/** Sets the headers that every answer of middleware carries. */
export function setSecurityHeaders(headers: Headers, nonce: string): void {
  if (!headers.has("Content-Security-Policy"))
    headers.set("Content-Security-Policy", contentSecurityPolicy(nonce));
  if (env().https) headers.set("Strict-Transport-Security", "max-age=63072000");
}
