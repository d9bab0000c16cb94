/** What errors of the database mean to people: which say that it is away, and in which words. */
import { type DriverAdapterError, isDriverAdapterError } from "@prisma/driver-adapter-utils";
import { AppError } from "../errors/app-error";
import { Prisma } from "./generated/client";
import { type WriteErrorKind, writeErrorKind } from "./write-state";

/** What keeps anything from being saved, in words for people. */
export const unavailableMessages: Record<WriteErrorKind, string> = {
  locked:
    "Foyer’s database is taken by another program, so nothing could be saved. Try again shortly.",
  full: "Foyer’s disk is full, so nothing could be saved. Whoever runs Foyer has to make room.",
  refused:
    "Foyer can’t write to its disk, so nothing could be saved. Whoever runs Foyer has to look.",
};

/** When to try again, in seconds: others' writes are short. */
const LOCKED_FOR = 5;

/** Turns a database error into `unavailable`, and leaves every other error as it is. */
export function asUnavailable(error: unknown): unknown {
  const cause = driverCause(error);
  const kind = cause && writeErrorKind(cause);
  if (kind) {
    const retryAfter = kind === "locked" ? { retryAfter: LOCKED_FOR } : {};
    return new AppError("unavailable", {
      title: unavailableMessages[kind],
      cause: error,
      ...retryAfter,
    });
  }
  const ofPrisma =
    error instanceof Prisma.PrismaClientKnownRequestError ||
    error instanceof Prisma.PrismaClientUnknownRequestError ||
    error instanceof Prisma.PrismaClientInitializationError;
  return ofPrisma || cause ? new AppError("unavailable", { cause: error }) : error;
}

/** An error as one that people may be told about: `unavailable` for the database's, else `internal`. */
export function asAppError(error: unknown): AppError {
  const known = asUnavailable(error);
  return known instanceof AppError ? known : new AppError("internal", { cause: error });
}

/** Whether an error says that the database is away or can't be written to. */
export function isUnavailable(error: unknown): boolean {
  const known = asUnavailable(error);
  return known instanceof AppError && known.code === "unavailable";
}

/** Whether an error says that a value that must be unique is there already. */
export function isDuplicate(error: unknown): boolean {
  if (driverCause(error)?.kind === "UniqueConstraintViolation") return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** What the driver said, whether Prisma wrapped it or not. */
function driverCause(error: unknown): DriverAdapterError["cause"] | null {
  const wrapped = error instanceof Prisma.PrismaClientKnownRequestError;
  const inner = wrapped ? error.meta?.driverAdapterError : error;
  return inner instanceof Error && isDriverAdapterError(inner) ? inner.cause : null;
}
