/** How many rows refusals may fill: many at first, few for as long as they go on. */

/** Rows that may be written at once, and those that come back each minute. */
const MOST = 240;
const PER_MINUTE = 30;
/** Once half of them are used, this many per source: one may not use up the others'. */
const PER_SOURCE = 10;

export class RowBudget {
  #left = MOST;
  #asOf = 0;

  /** Takes a row for a source that has `fromSource` of them already; false when it may have none. */
  take(fromSource: number, now: number): boolean {
    this.#left = Math.min(MOST, this.#left + (Math.max(0, now - this.#asOf) / 60_000) * PER_MINUTE);
    this.#asOf = now;
    if (this.#left < 1 || (this.#left < MOST / 2 && fromSource >= PER_SOURCE)) return false;
    this.#left--;
    return true;
  }
}
