/** Answers of endpoints: JSON, and errors as `application/problem+json` (RFC 9457). */
import { randomUUID } from "node:crypto";
import { asUnavailable } from "../db/errors";
import { AppError } from "../errors/app-error";
import { log } from "../log/log";

/** What every answer that needs a session says to caches. */
export const PRIVATE = { "Cache-Control": "private, no-store" };

/** An error as one that people may be told about: `unavailable` for the database's, else `internal`. */
export function asAppError(error: unknown): AppError {
  const known = asUnavailable(error);
  return known instanceof AppError ? known : new AppError("internal", { cause: error });
}

/** The problem document of an error. What is not an {@link AppError} is logged and answered as `internal`. */
export function problem(error: unknown): Response {
  const known = asAppError(error);
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
