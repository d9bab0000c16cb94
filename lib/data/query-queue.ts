/** Whose query runs next: a few at once, fair between people, cancelled when nobody waits any more. */
import { QueueError } from "./queue-error";

export interface QueueLimits {
  /** How many run at once, for everybody and for one client. */
  running: { all: number; each: number };
  /** How many different queries may be under way, waiting or running, for everybody and for one client. */
  pending: { all: number; each: number };
  /** How long one may wait for its turn, in milliseconds. */
  maxWait: number;
}

/** Runs a query; the signal tells it that nobody wants its result any more. */
type Run<T> = (signal: AbortSignal) => Promise<T>;

/** One caller who waits for a query's result. */
interface Waiter<T> {
  client: string;
  resolve: (result: T) => void;
  reject: (error: unknown) => void;
  /** Ends what watches over the wait: the timer, and the listener for a client who goes away. */
  unwatch: () => void;
}

interface Job<T> {
  key: string;
  run: Run<T>;
  waiters: Set<Waiter<T>>;
  /** Set while it runs. */
  cancel?: AbortController;
}

/** What one client has under way. A query that several want is in the line of each of them. */
interface Line<T> {
  waiting: Set<Job<T>>;
  /** By query, how many of this client's callers want it. */
  wanted: Map<Job<T>, number>;
  running: number;
}

export class QueryQueue<T> {
  private readonly jobs = new Map<string, Job<T>>();
  /** By client; whoever was served last stands last. */
  private readonly lines = new Map<string, Line<T>>();
  private running = 0;

  constructor(private readonly limits: QueueLimits) {}

  /**
   * The result of a query, once its turn has come. Callers with the same key share one run, which
   * goes on while any of them still waits. Rejects with a {@link QueueError}: `over-share` and
   * `busy` at once, `late` when its turn has not come in time, `cancelled` when `signal` says so.
   *
   * @param client - who asks: the turns go round between clients
   */
  ask(client: string, key: string, run: Run<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(new QueueError("cancelled"));
    const known = this.jobs.get(key);
    const line = this.lines.get(client) ?? { waiting: new Set(), wanted: new Map(), running: 0 };
    const { pending } = this.limits;
    if (!known || !line.wanted.has(known)) {
      if (line.wanted.size >= pending.each) return Promise.reject(new QueueError("over-share"));
      if (!known && this.jobs.size >= pending.all) return Promise.reject(new QueueError("busy"));
    }
    const job: Job<T> = known ?? { key, run, waiters: new Set() };
    this.jobs.set(key, job);
    this.lines.set(client, line);
    line.wanted.set(job, (line.wanted.get(job) ?? 0) + 1);
    if (!job.cancel) line.waiting.add(job);
    return new Promise<T>((resolve, reject) => {
      const waiter: Waiter<T> = { client, resolve, reject, unwatch: () => {} };
      job.waiters.add(waiter);
      this.watch(job, waiter, signal);
      this.next();
    });
  }

  private watch(job: Job<T>, waiter: Waiter<T>, signal: AbortSignal | undefined): void {
    const give = (error: QueueError) => {
      this.leave(job, waiter);
      waiter.reject(error);
    };
    const gone = () => give(new QueueError("cancelled"));
    const late = () => {
      if (!job.cancel) give(new QueueError("late"));
    };
    const timer = setTimeout(late, this.limits.maxWait);
    signal?.addEventListener("abort", gone);
    waiter.unwatch = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", gone);
    };
  }

  /** Starts what may run now. */
  private next(): void {
    while (this.running < this.limits.running.all) {
      const client = this.whoseTurn();
      if (client === undefined) return;
      const line = this.lines.get(client);
      const [job] = line?.waiting ?? [];
      if (!line || !job) return;
      this.lines.delete(client);
      this.lines.set(client, line);
      void this.start(job, client, line);
    }
  }

  /** Of those who wait and have less than their share: who has the fewest running, then who was served longest ago. */
  private whoseTurn(): string | undefined {
    let turn: { client: string; running: number } | undefined;
    for (const [client, { waiting, running }] of this.lines) {
      if (waiting.size === 0 || running >= this.limits.running.each) continue;
      if (!turn || running < turn.running) turn = { client, running };
    }
    return turn?.client;
  }

  private async start(job: Job<T>, client: string, line: Line<T>): Promise<void> {
    job.cancel = new AbortController();
    for (const waiter of job.waiters) this.lines.get(waiter.client)?.waiting.delete(job);
    this.running++;
    line.running++;
    const end = await job.run(job.cancel.signal).then(
      (result) => (waiter: Waiter<T>) => waiter.resolve(result),
      (error: unknown) => (waiter: Waiter<T>) => waiter.reject(error),
    );
    this.running--;
    line.running--;
    for (const waiter of [...job.waiters]) {
      this.leave(job, waiter);
      end(waiter);
    }
    this.forgetIdle(client);
    this.next();
  }

  /** Takes a caller out; what nobody waits for any more is cancelled, and can't be joined. */
  private leave(job: Job<T>, waiter: Waiter<T>): void {
    waiter.unwatch();
    job.waiters.delete(waiter);
    const line = this.lines.get(waiter.client);
    const others = (line?.wanted.get(job) ?? 1) - 1;
    if (others > 0) {
      line?.wanted.set(job, others);
    } else {
      line?.wanted.delete(job);
      line?.waiting.delete(job);
    }
    this.forgetIdle(waiter.client);
    if (job.waiters.size > 0) return;
    if (this.jobs.get(job.key) === job) this.jobs.delete(job.key);
    job.cancel?.abort();
  }

  private forgetIdle(client: string): void {
    const line = this.lines.get(client);
    if (line && line.wanted.size === 0 && line.running === 0) this.lines.delete(client);
  }
}
