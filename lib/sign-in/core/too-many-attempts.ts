/** The refusal of an attempt that may not be made now, because of how many there were. */
import { AppError, formatWait } from "../../errors/app-error";

/** What kept an attempt from being made, for the audit log: people read the same words for each. */
export type Obstacle = "address" | "name" | "device" | "full queue";

export class TooManyAttempts extends AppError {
  constructor(
    readonly obstacle: Obstacle,
    /** Milliseconds after which to try again. */
    wait: number,
  ) {
    const retryAfter = Math.ceil(wait / 1000);
    const title = `Too many attempts. Try again in ${formatWait(retryAfter)}.`;
    super("too-many-attempts", { title, retryAfter });
  }
}
