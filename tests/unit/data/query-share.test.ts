/** Each one's share of the query engine: people by account, visitors by address, from request to request. */
import { setMaxListeners } from "node:events";
import { expect, test } from "vitest";
import { z } from "zod";
import { query } from "@/lib/data/query";
import { sql } from "@/lib/data/sql";
import { withRequestContext } from "@/lib/http/request-context";
import { person, visitor } from "../../support/principal";

const SHARE = 40;
const count = z.object({ n: z.number() });

let question = 0;
/** A question that nobody has asked before. */
const ask = (principal = visitor) =>
  query(principal, count, sql`SELECT count(*) + ${++question} AS n FROM range(100000)`);
const from = (address: string | null, signal?: AbortSignal) =>
  withRequestContext({ address, path: "/", ...(signal ? { signal } : {}) }, () => ask());

/** The codes of those that were refused. */
async function refusals(answers: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(answers);
  return settled.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
}
const many = (times: number, work: () => Promise<unknown>) => Array.from({ length: times }, work);

test("a person has a share, whichever request they use", async () => {
  const flood = many(SHARE + 7, () =>
    withRequestContext({ address: null, path: "/" }, () => ask(person("ada"))),
  );
  const other = ask(person("ben"));
  expect(await refusals(flood)).toEqual(Array(7).fill("too-many-queries"));
  await expect(other).resolves.toHaveLength(1);
  await expect(ask(person("ada"))).resolves.toHaveLength(1);
});

test("visitors have one by address, and an IPv6 customer one in all", async () => {
  const [flood, other, customer, sameCustomer] = await Promise.all([
    refusals(many(SHARE + 3, () => from("192.0.2.1"))),
    refusals(many(SHARE, () => from("192.0.2.2"))),
    refusals(many(SHARE, () => from("2001:db8::1"))),
    refusals([from("2001:db8:0:0:1::2")]),
  ]);
  expect(flood).toEqual(Array(3).fill("too-many-queries"));
  expect([other, customer, sameCustomer]).toEqual([[], [], ["too-many-queries"]]);
});

test("what is known already costs nothing of it", async () => {
  const ada = person("ada");
  const same = () => query(ada, count, sql`SELECT count(*) AS n FROM range(1000)`);
  await same();
  const flood = many(SHARE, () => ask(ada));
  expect(await refusals(many(10, same))).toEqual([]);
  await Promise.all(flood);
});

test("a client that goes away frees its share at once", async () => {
  const gone = new AbortController();
  // As the front server does: a page asks for many things.
  setMaxListeners(0, gone.signal);
  const flood = many(SHARE, () => from("192.0.2.3", gone.signal));
  expect(await refusals([from("192.0.2.3")])).toEqual(["too-many-queries"]);
  gone.abort();
  const after = from("192.0.2.3");
  expect(new Set(await refusals(flood))).toEqual(new Set(["cancelled"]));
  await expect(after).resolves.toHaveLength(1);
});
