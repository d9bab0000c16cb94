/** The queue before the hashing threads: turns, shares, and nobody kept waiting for long. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  HashQueue,
  MAX_WAITING,
  type QueueEntry,
} from "../../../../lib/sign-in/password/hash-queue";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A queue whose work ends when told to; `order` has who started, in turn. */
function observed(places: number) {
  const queue = new HashQueue(places);
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const refused: string[] = [];
  const ask = (name: string, place: QueueEntry) => {
    const work = () => {
      order.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    queue.run(place, work).catch(({ code, retryAfter }) => {
      refused.push(name);
      expect({ code, retryAfter }).toEqual({ code: "too-many-attempts", retryAfter: 5 });
    });
  };
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const endOne = async () => {
    ends.shift()?.();
    await settle();
  };
  return { ask, order, refused, endOne, settle };
}

const stranger = (source: string): QueueEntry => ({ share: "unknown", source });
const known = (source: string): QueueEntry => ({ share: "known", source });

describe("turns", () => {
  it("go around by source, so that a flood from one doesn't keep another waiting", async () => {
    const { ask, order, endOne } = observed(1);
    for (const n of [1, 2, 3, 4]) ask(`flood ${n}`, stranger("flood"));
    ask("someone", stranger("elsewhere"));
    for (let i = 0; i < 4; i++) await endOne();
    expect(order).toEqual(["flood 1", "flood 2", "someone", "flood 3", "flood 4"]);
  });

  it("are those of people known first, but not all of them", async () => {
    const { ask, order, endOne } = observed(1);
    ask("first", stranger("a"));
    for (const n of [1, 2]) ask(`stranger ${n}`, stranger("a"));
    for (const n of [1, 2, 3, 4, 5]) ask(`known ${n}`, known(`device ${n}`));
    for (let i = 0; i < 7; i++) await endOne();
    const names = ["known 1", "known 2", "known 3", "stranger 1", "known 4", "known 5"];
    expect(order).toEqual(["first", ...names, "stranger 2"]);
  });

  it("leave the last place to people known", async () => {
    const { ask, order, settle } = observed(2);
    ask("stranger 1", stranger("a"));
    ask("stranger 2", stranger("b"));
    ask("known", known("device"));
    await settle();
    expect(order).toEqual(["stranger 1", "known"]);
  });

  it("come after work that failed, too", async () => {
    const queue = new HashQueue(1);
    const failed = queue.run(known("a"), () => Promise.reject(new Error("no thread")));
    const after = queue.run(known("b"), async () => "done");
    await expect(failed).rejects.toThrow("no thread");
    expect(await after).toBe("done");
  });
});

describe("waiting", () => {
  it("ends after two seconds", async () => {
    const { ask, refused, order, endOne } = observed(1);
    ask("at work", stranger("a"));
    ask("waits", stranger("b"));
    await vi.advanceTimersByTimeAsync(1999);
    expect(refused).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(refused).toEqual(["waits"]);
    await endOne();
    expect(order).toEqual(["at work"]);
  });

  it("goes on for as long as it takes where there is nobody to tell", async () => {
    const { ask, refused, order, endOne } = observed(1);
    ask("at work", known("own"));
    ask("waits", { ...known("own"), maxWait: Number.POSITIVE_INFINITY });
    await vi.advanceTimersByTimeAsync(3_600_000);
    await endOne();
    expect([refused, order]).toEqual([[], ["at work", "waits"]]);
  });

  it("ends when nobody waits for it any more, and then it never begins", async () => {
    const queue = new HashQueue(1);
    let end = () => {};
    const atWork = queue.run(stranger("a"), () => new Promise<void>((done) => (end = done)));
    const gone = new AbortController();
    const work = vi.fn(async () => {});
    const waits = queue.run({ ...stranger("a"), signal: gone.signal }, work);
    const late = queue.run({ ...stranger("a"), signal: AbortSignal.abort() }, work);
    const stays = queue.run(stranger("a"), async () => "done");
    gone.abort();
    await expect(waits).rejects.toMatchObject({ code: "cancelled" });
    await expect(late).rejects.toMatchObject({ code: "cancelled" });
    end();
    await atWork;
    expect(await stays).toBe("done");
    expect(work).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is for so many; then the latest of whoever has most waiting must go", async () => {
    const { ask, refused, settle } = observed(1);
    ask("at work", stranger("x"));
    for (let i = 1; i < MAX_WAITING; i++) ask(`flood ${i}`, stranger("flood"));
    ask("someone", stranger("elsewhere"));
    ask("one more", stranger("further away"));
    await settle();
    expect(refused).toEqual([`flood ${MAX_WAITING - 1}`]);
    ask("known", known("device"));
    await settle();
    expect(refused).toHaveLength(1);
  });
});
