/** Whether writes reach the disk, as the latest of them found. */
import type { DriverAdapterError } from "@prisma/driver-adapter-utils";
import { log } from "../log/log";

/** Why nothing can be written: somebody holds the lock, there is no room, or the disk refuses. */
export type WriteErrorKind = "locked" | "full" | "refused";

/** SQLite's primary result codes that say so. */
const CODES: Record<number, WriteErrorKind> = {
  5: "locked",
  6: "locked",
  8: "refused",
  10: "refused",
  13: "full",
  14: "refused",
};

export class WriteState {
  /** What keeps writes from the disk, and since when; null when the latest one got there. */
  error: { kind: WriteErrorKind; since: Date } | null = null;
  /** When the latest write got to the disk, in milliseconds since 1970. */
  succeededAt = 0;

  succeeded(): void {
    this.#clear();
    this.succeededAt = Date.now();
  }

  /** Somebody got the lock, though nothing was written. */
  unlocked(): void {
    if (this.error?.kind === "locked") this.#clear();
  }

  /** Notes an error, if it is one that says that nothing can be written. */
  failed(error: DriverAdapterError): void {
    const kind = writeErrorKind(error.cause);
    if (!kind || this.error?.kind === kind) return;
    this.error = { kind, since: new Date() };
    log().error({ kind, err: error }, "the database can't be written to");
  }

  #clear(): void {
    if (this.error) log().info("the database can be written to again");
    this.error = null;
  }
}

/** What an error of the driver says of writing, if anything. */
export function writeErrorKind(cause: DriverAdapterError["cause"]): WriteErrorKind | null {
  if (cause.kind === "SocketTimeout") return "locked";
  if (cause.kind !== "sqlite") return null;
  return CODES[cause.extendedCode & 0xff] ?? null;
}
