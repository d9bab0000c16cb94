/** Who hashes next: turns between sources, and a share that strangers can't take from people known. */
import { AppError } from "../../errors/app-error";
import { TooManyAttempts } from "../core/too-many-attempts";

/** Work that waits for its turn. */
export interface QueueEntry {
  /** `known`: a device that its owner has used, somebody signed in, Foyer itself. Served first. */
  share: "known" | "unknown";
  /** Who asks, such as an address or a device: those who wait take turns by it. */
  source: string;
  /** How long to wait for a turn, in milliseconds, if not for {@link MAX_WAIT}. */
  maxWait?: number;
  /** Says when nobody waits for it any more: then it leaves the queue. */
  signal?: AbortSignal | undefined;
}

/** How long an attempt waits for its turn at most, and after which time to try again; milliseconds. */
export const MAX_WAIT = 2_000;
const TRY_AGAIN = 5_000;
/** How many may wait in each share. Waiting costs little, and keeps a flood from coming back at once. */
export const MAX_WAITING = 256;
/** So many of the known may go one after another while others wait. */
const KNOWN_IN_A_ROW = 3;

interface Waiting {
  source: string;
  start: () => void;
  refuse: () => void;
}

export class HashQueue {
  readonly #waiting = { known: new Share(), unknown: new Share() };
  readonly #running = { known: 0, unknown: 0 };
  #knownInARow = 0;

  /** `concurrency`: how many run at once. Of two or more, strangers never take the last one. */
  constructor(private readonly concurrency: number) {}

  /**
   * Runs `work` when its turn comes. Throws `too-many-attempts` when it would wait for too long, and
   * `cancelled` when nobody waits for it any more: then `work` has not begun, and never will.
   */
  async run<T>(entry: QueueEntry, work: () => Promise<T>): Promise<T> {
    const { share, signal } = entry;
    if (signal?.aborted) throw new AppError("cancelled");
    if (this.#isFree(share) && this.#waiting[share].size === 0) this.#running[share]++;
    else await this.#turn(entry);
    try {
      return await work();
    } finally {
      this.#running[share]--;
      this.#startNext();
    }
  }

  #isFree(share: QueueEntry["share"]): boolean {
    const { known, unknown } = this.#running;
    const others = share === "unknown" && unknown >= Math.max(1, this.concurrency - 1);
    return !others && known + unknown < this.concurrency;
  }

  #turn({ share, source, maxWait = MAX_WAIT, signal }: QueueEntry): Promise<void> {
    const line = this.#waiting[share];
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const unwatch = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", gone);
      };
      const leave = (reason: AppError) => {
        unwatch();
        line.remove(waiting);
        reject(reason);
      };
      const gone = () => leave(new AppError("cancelled"));
      const refuse = () => leave(new TooManyAttempts("full queue", TRY_AGAIN));
      const start = () => {
        unwatch();
        this.#running[share]++;
        resolve();
      };
      const waiting: Waiting = { source, start, refuse };
      signal?.addEventListener("abort", gone);
      if (Number.isFinite(maxWait)) timer = setTimeout(refuse, maxWait);
      line.add(waiting);
      if (line.size > MAX_WAITING) line.latestOfLongest()?.refuse();
    });
  }

  #startNext(): void {
    const { known, unknown } = this.#waiting;
    for (;;) {
      const strangers = this.#isFree("unknown") && unknown.size > 0;
      const first = this.#isFree("known") && known.size > 0;
      if (!strangers && !first) return;
      const next = first && !(strangers && this.#knownInARow >= KNOWN_IN_A_ROW) ? known : unknown;
      this.#knownInARow = next === known ? this.#knownInARow + 1 : 0;
      next.next()?.start();
    }
  }
}

/** Those who wait, by source; the source at the front is next. */
class Share {
  readonly #lines = new Map<string, Waiting[]>();
  size = 0;

  add(waiting: Waiting): void {
    const line = this.#lines.get(waiting.source) ?? [];
    this.#lines.set(waiting.source, [...line, waiting]);
    this.size++;
  }

  remove(waiting: Waiting): void {
    const line = this.#lines.get(waiting.source) ?? [];
    const left = line.filter((one) => one !== waiting);
    this.size -= line.length - left.length;
    if (left.length > 0) this.#lines.set(waiting.source, left);
    else this.#lines.delete(waiting.source);
  }

  /** Takes the first of the source at the front, which goes to the end. */
  next(): Waiting | undefined {
    const [front] = this.#lines;
    if (!front) return undefined;
    const [source, [first, ...rest]] = front;
    this.#lines.delete(source);
    if (rest.length > 0) this.#lines.set(source, rest);
    if (first) this.size--;
    return first;
  }

  /** The last of whoever has most waiting: with the place full, that one goes. */
  latestOfLongest(): Waiting | undefined {
    const lines = [...this.#lines.values()];
    const longest = lines.reduce((most, line) => (line.length > most.length ? line : most), []);
    return longest.at(-1);
  }
}
