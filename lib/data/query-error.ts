/** What people are told when a query gave no rows although nothing is wrong with the data. */
import { AppError } from "../errors/app-error";
import type { QueueErrorReason } from "./queue-error";

/** Seconds after which to try again when too much is under way. */
const RETRY = 5;

/** The error of a reason, in words that its reader can act on. */
export function queryError(reason: QueueErrorReason): AppError {
  switch (reason) {
    case "over-share":
      return new AppError("too-many-queries", { retryAfter: RETRY });
    case "busy":
    case "late":
      return new AppError("unavailable", {
        title: "Too many people are asking for data right now. Try again in a few seconds.",
        retryAfter: RETRY,
      });
    case "too-slow":
      return new AppError("too-slow");
    case "cancelled":
      return new AppError("cancelled");
  }
}
