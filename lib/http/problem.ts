/** Answers of endpoints: JSON, and errors as `application/problem+json` (RFC 9457). */
import { randomUUID } from "node:crypto";
import { AppError } from "../errors/app-error";
import { log } from "../log/log";

/** What every answer that needs a session says to caches. */
export const PRIVATE = { "Cache-Control": "private, no-store" };

/** The problem document of an error. Those of 500 and above are logged. */
export function problem(known: AppError): Response {
  const body: Record<string, unknown> = {
    status: known.status,
    title: known.message,
    code: known.code,
  };
  if (known.fields) body.fields = known.fields;
  if (known.status >= 500) body.reference = reportError(known);
  return new Response(JSON.stringify(body), {
    status: known.status,
    headers: {
      ...PRIVATE,
      "Content-Type": "application/problem+json",
      ...(known.retryAfter ? { "Retry-After": String(Math.ceil(known.retryAfter)) } : {}),
    },
  });
}

/** Logs an error and gives the reference under which it can be found. */
export function reportError(error: unknown): string {
  const reference = randomUUID().slice(0, 8);
  log().error(
    { reference, err: error instanceof AppError ? (error.cause ?? error) : error },
    "error",
  );
  return reference;
}
