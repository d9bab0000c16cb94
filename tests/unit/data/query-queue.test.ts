/** The order in which queries run: fair between people, bounded, and only while somebody waits. */
import { beforeEach, describe, expect, test } from "vitest";
import { QueryQueue, type QueueLimits } from "@/lib/data/query-queue";

const limits: QueueLimits = {
  running: { all: 3, each: 2 },
  pending: { all: 100, each: 10 },
  maxWait: 60_000,
};

/** Runs that end when the test says so, in the order in which they began. */
let begun: { key: string; end: (result?: string) => void; cancelled: () => boolean }[] = [];
let queue = new QueryQueue<string>(limits);
const keys = () => begun.map(({ key }) => key);

beforeEach(() => {
  begun = [];
  queue = new QueryQueue(limits);
});

function ask(client: string, key: string, signal?: AbortSignal): Promise<string> {
  const run = (cancelled: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      const end = (result = `rows of ${key}`) => resolve(result);
      begun.push({ key, end, cancelled: () => cancelled.aborted });
      cancelled.addEventListener("abort", () => reject(new Error("Interrupted!")));
    });
  const answer = queue.ask(client, key, run, signal);
  // Some tests look at the order only.
  answer.catch(() => {});
  return answer;
}

/** Ends the run that began at this place, and lets what follows begin. */
async function end(place: number): Promise<void> {
  begun[place]?.end();
  await new Promise((resolve) => setImmediate(resolve));
}

const reason = (name: string) => expect.objectContaining({ name: "QueueError", reason: name });

describe("turns", () => {
  test("one person has two at once, and leaves room for another", async () => {
    for (let i = 0; i < 5; i++) ask("flood", `f${i}`);
    expect(keys()).toEqual(["f0", "f1"]);
    ask("other", "o0");
    expect(keys()).toEqual(["f0", "f1", "o0"]);
    ask("third", "t0");
    expect(keys()).toHaveLength(3);
  });

  test("go round between people, however many each has waiting", async () => {
    for (let i = 0; i < 8; i++) ask("a", `a${i}`);
    for (let i = 0; i < 8; i++) ask("b", `b${i}`);
    for (let i = 0; i < 2; i++) ask("c", `c${i}`);
    for (let i = 0; i < 9; i++) await end(i);
    const early = keys().slice(0, 9);
    expect(early).toContain("c0");
    expect(early).toContain("c1");
    const of = (who: string) => early.filter((key) => key.startsWith(who)).length;
    expect(Math.abs(of("a") - of("b"))).toBeLessThanOrEqual(1);
  });

  test("who comes late runs before the flood is through", async () => {
    for (let i = 0; i < 10; i++) ask("flood", `f${i}`);
    const answer = ask("late", "l0");
    await end(keys().indexOf("l0"));
    expect(await answer).toBe("rows of l0");
    expect(keys().filter((key) => key.startsWith("f"))).toHaveLength(2);
  });

  test("all run in the end, each once", async () => {
    const answers = ["a", "b", "c"].flatMap((who) => [0, 1, 2, 3].map((n) => ask(who, who + n)));
    for (let i = 0; i < 12; i++) await end(i);
    expect(await Promise.all(answers)).toHaveLength(12);
    expect(new Set(keys()).size).toBe(12);
  });
});

describe("limits", () => {
  test("who has a share under way is refused, nobody else", async () => {
    for (let i = 0; i < 10; i++) ask("flood", `f${i}`);
    await expect(ask("flood", "f10")).rejects.toEqual(reason("over-share"));
    ask("other", "o0");
    expect(keys()).toContain("o0");
  });

  test("what they have asked for already may be asked again", async () => {
    for (let i = 0; i < 10; i++) ask("flood", `f${i}`);
    const again = ask("flood", "f9");
    for (let i = 0; i < 10; i++) await end(i);
    expect(await again).toBe("rows of f9");
  });

  test("a place is free again when a query has ended", async () => {
    for (let i = 0; i < 10; i++) ask("flood", `f${i}`);
    await end(0);
    const next = ask("flood", "f10");
    for (let i = 1; i < 11; i++) await end(i);
    expect(await next).toBe("rows of f10");
  });

  test("more than all may have under way is refused as busy", async () => {
    queue = new QueryQueue({ ...limits, pending: { all: 4, each: 3 } });
    for (const key of ["a0", "a1", "a2", "b0"]) ask(key.slice(0, 1), key);
    await expect(ask("c", "c0")).rejects.toEqual(reason("busy"));
    const joined = ask("c", "b0");
    await end(keys().indexOf("b0"));
    expect(await joined).toBe("rows of b0");
  });

  test("who waits for too long is told so, and what runs goes on", async () => {
    queue = new QueryQueue({ ...limits, maxWait: 20 });
    const first = ask("a", "a0");
    ask("a", "a1");
    await expect(ask("a", "a2")).rejects.toEqual(reason("late"));
    await end(0);
    expect(await first).toBe("rows of a0");
    expect(keys()).toEqual(["a0", "a1"]);
  });
});

describe("the same question", () => {
  test("runs once for all who ask", async () => {
    const answers = [ask("a", "same"), ask("b", "same"), ask("a", "same")];
    await end(0);
    expect(await Promise.all(answers)).toEqual(Array(3).fill("rows of same"));
    expect(keys()).toEqual(["same"]);
  });

  test("of somebody with a free place doesn't wait in the flood's line", async () => {
    for (let i = 0; i < 10; i++) ask("flood", `f${i}`);
    const answer = ask("other", "f9");
    expect(keys()).toEqual(["f0", "f1", "f9"]);
    await end(2);
    expect(await answer).toBe("rows of f9");
  });

  test("fails for all when it fails, and is run anew after", async () => {
    const broken = () => Promise.reject(new Error("no file"));
    const [one, other] = ["a", "b"].map((who) => queue.ask(who, "same", broken));
    await expect(one).rejects.toThrow("no file");
    await expect(other).rejects.toThrow("no file");
    const anew = ask("a", "same");
    await end(0);
    expect(await anew).toBe("rows of same");
  });
});

describe("a client that goes away", () => {
  test("takes its query out of the line", async () => {
    const gone = new AbortController();
    ask("a", "a0");
    ask("a", "a1");
    const answer = ask("a", "a2", gone.signal);
    gone.abort();
    await expect(answer).rejects.toEqual(reason("cancelled"));
    await end(0);
    await end(1);
    expect(keys()).toEqual(["a0", "a1"]);
  });

  test("has its running query interrupted, and its place is free", async () => {
    const gone = new AbortController();
    const answer = ask("a", "a0", gone.signal);
    ask("a", "a1");
    ask("a", "a2");
    gone.abort();
    await expect(answer).rejects.toEqual(reason("cancelled"));
    expect(begun[0]?.cancelled()).toBe(true);
    await end(0);
    expect(keys()).toEqual(["a0", "a1", "a2"]);
  });

  test("leaves what somebody else waits for as it is", async () => {
    const gone = new AbortController();
    const mine = ask("a", "same", gone.signal);
    const yours = ask("b", "same");
    gone.abort();
    await expect(mine).rejects.toEqual(reason("cancelled"));
    expect(begun[0]?.cancelled()).toBe(false);
    await end(0);
    expect(await yours).toBe("rows of same");
  });

  test("never has its end joined by who asks next", async () => {
    const gone = new AbortController();
    ask("a", "same", gone.signal);
    gone.abort();
    const anew = ask("b", "same");
    await end(1);
    expect(await anew).toBe("rows of same");
  });

  test("is not even asked for when it went before", async () => {
    await expect(ask("a", "a0", AbortSignal.abort())).rejects.toEqual(reason("cancelled"));
    expect(keys()).toEqual([]);
  });

  test("a hundred times over, leaves nothing behind", async () => {
    for (let round = 0; round < 100; round++) {
      const gone = new AbortController();
      for (let i = 0; i < 10; i++) ask("a", `${round} ${i}`, gone.signal);
      gone.abort();
      await new Promise((resolve) => setImmediate(resolve));
    }
    begun = [];
    const answers = Array.from({ length: 10 }, (_, i) => ask("a", `last ${i}`));
    for (let i = 0; i < 10; i++) await end(i);
    expect(await Promise.all(answers)).toHaveLength(10);
  });
});
