/** Watches a browser for what no page of Foyer may do: errors, CSP violations, talking to others. */
import type { BrowserContext } from "playwright/test";

export interface Watch {
  /** Console errors that this test brings about on purpose. */
  allow: (pattern: RegExp) => void;
  /** All that was seen and not allowed. */
  errors: () => string[];
}

/** Watches all pages of a context. `origins` are those of the servers under test. */
export function watch(context: BrowserContext, origins: () => readonly string[]): Watch {
  const seen: string[] = [];
  const allowed: RegExp[] = [];
  context.on("console", (message) => {
    // Chromium reports CSP violations here too.
    if (message.type() === "error")
      seen.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on("weberror", (error) => seen.push(`page: ${error.error().stack ?? error.error()}`));
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol === "data:" || protocol === "blob:" || origins().includes(origin)) return;
    seen.push(`another host: ${request.url()}`);
  });
  return {
    allow: (pattern) => void allowed.push(pattern),
    errors: () => seen.filter((error) => !allowed.some((pattern) => pattern.test(error))),
  };
}
