/** Statements that run for too long, or for nobody: ended in words, and nobody else's. */
import { expect, test } from "vitest";
import { z } from "zod";
import { query } from "@/lib/data/query";
import { queryError } from "@/lib/data/query-error";
import type { QueueErrorReason } from "@/lib/data/queue-error";
import { runStatement } from "@/lib/data/run-statement";
import { sql } from "@/lib/data/sql";
import { visitor } from "../../support/principal";

/** Minutes of work. */
const endless = sql`SELECT count(*) AS n FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range % 11`;
const count = z.object({ n: z.number() });
const never = new AbortController().signal;

test("what takes too long is stopped and says so", async () => {
  await expect(runStatement(endless, never, 50)).rejects.toMatchObject({ reason: "too-slow" });
});

test("what nobody wants is stopped", async () => {
  const gone = new AbortController();
  const running = runStatement(endless, gone.signal, 60_000);
  setImmediate(() => gone.abort());
  await expect(running).rejects.toMatchObject({ reason: "cancelled" });
});

test("what nobody wants any more before it begins is not begun", async () => {
  const stopped = runStatement(endless, AbortSignal.abort(), 60_000);
  await expect(stopped).rejects.toMatchObject({ reason: "cancelled" });
});

test("others' statements go on while one is stopped", async () => {
  const stopped = runStatement(endless, never, 100).catch((error: unknown) => error);
  const others = Array.from({ length: 40 }, (_, n) =>
    query(visitor, count, sql`SELECT count(*) + ${n} AS n FROM range(200000)`),
  );
  expect(await Promise.all(others)).toHaveLength(40);
  expect(await stopped).toMatchObject({ reason: "too-slow" });
});

test("an error of its own stays what it is", async () => {
  await expect(runStatement(sql`SELECT 1 / nothing`, never, 5000)).rejects.toThrow(/nothing/);
});

const words: Record<QueueErrorReason, [number, RegExp]> = {
  "over-share": [429, /^You have asked for too much at once\. Try again in a few seconds\.$/],
  busy: [503, /Try again in a few seconds\./],
  late: [503, /Try again in a few seconds\./],
  "too-slow": [503, /took too long and was stopped/],
  cancelled: [499, /cancelled/],
};

test.each(Object.entries(words))("%s is said in words of its own", (reason, [status, title]) => {
  const error = queryError(reason as QueueErrorReason);
  expect(error.status).toBe(status);
  expect(error.message).toMatch(title);
  expect(error.message).not.toMatch(/interrupt/i);
  expect(error.retryAfter).toBe(/Try again in/.test(error.message) ? 5 : undefined);
});
