/** Why a query gave no rows although nothing is wrong with the data. */

/**
 * `over-share`: its principal has as many under way as one may have; `busy`: so has everybody;
 * `late`: its turn didn't come in time; `too-slow`: it ran for too long; `cancelled`: nobody waits.
 */
export type QueueErrorReason = "over-share" | "busy" | "late" | "too-slow" | "cancelled";

export class QueueError extends Error {
  override name = "QueueError";

  constructor(readonly reason: QueueErrorReason) {
    super(`query ${reason}`);
  }
}

/**
 * The reason of an error, null for any other error. Not by its class: pages and endpoints are
 * separate bundles, with a class each, that share one queue.
 */
export function reasonOf(error: unknown): QueueErrorReason | null {
  return error instanceof Error && error.name === "QueueError" && "reason" in error
    ? (error as QueueError).reason
    : null;
}
