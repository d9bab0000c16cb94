/** One person's flood of queries: refused beyond their share, and nobody else waits for it. */
import { ask, cookieOf, people } from "../../support/ask";
import { expect, test } from "../../support/test";

const FLOOD = 300;
const day = (offset: number) => new Date(Date.UTC(2001, 0, 1 + offset)).toISOString().slice(0, 10);
/** Ranges of days, no two alike in this file. */
let range = 0;
function newQuestion(): string {
  range++;
  return `from=${day(range % 60)}&to=${day(80 + Math.floor(range / 60))}`;
}
const endpoint = () => `/api/data/flights/airports?${newQuestion()}`;

test("others are answered before a flood is over, and the flooder is told", async ({
  ownServer,
}) => {
  const server = await ownServer();
  const flooder = await cookieOf(server, "alice");
  const other = await cookieOf(server, "admin");
  await ask(server, endpoint(), { headers: other });

  const ended: string[] = [];
  const flood = Array.from({ length: FLOOD }, async () => {
    const answer = await ask(server, endpoint(), { headers: flooder });
    const body = await answer.json();
    ended.push(answer.status === 200 ? "flood" : "refused");
    return { answer, body };
  });
  const others = [endpoint(), `/dashboards/flights?${newQuestion()}`, "/account"].map(
    async (path) => {
      const answer = await ask(server, path, { headers: other });
      const text = await answer.text();
      ended.push("other");
      return { status: answer.status, text };
    },
  );
  const answers = await Promise.all(flood);
  for (const { status, text } of await Promise.all(others)) {
    expect(status).toBe(200);
    expect(text).not.toMatch(/too much at once|took too long|can’t be read/);
  }

  const statuses = answers.map(({ answer }) => answer.status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  const refused = answers.find(({ answer }) => answer.status === 429);
  expect(refused?.answer.headers.get("content-type")).toBe("application/problem+json");
  expect(refused?.answer.headers.get("retry-after")).toBe("5");
  expect(refused?.body).toEqual({
    status: 429,
    code: "too-many-queries",
    title: "You have asked for too much at once. Try again in a few seconds.",
  });
  // The flood's own queries, that were taken, went on after the last of the others had its answer.
  expect(ended.lastIndexOf("other")).toBeLessThan(ended.lastIndexOf("flood"));
  expect(
    ended.slice(ended.lastIndexOf("other")).filter((who) => who === "flood").length,
  ).toBeGreaterThan(10);
  expect(server.output()).not.toMatch(/Interrupt/i);

  // And the flooder goes on as if nothing had been.
  const after = await ask(server, endpoint(), { headers: flooder });
  expect(after.status).toBe(200);
});

test("what its client no longer waits for doesn't count", async ({ ownServer }) => {
  const server = await ownServer();
  const headers = await cookieOf(server, "alice");
  const gone = new AbortController();
  const flood = Array.from({ length: FLOOD }, () =>
    ask(server, endpoint(), { headers, signal: gone.signal }).then(
      ({ status }) => status,
      (error: Error) => error.name,
    ),
  );
  // Some are taken and some refused: the share is full.
  await Promise.race(flood.map(async (answer) => expect(await answer).toBe(429)));
  gone.abort();
  await Promise.all(flood);
  const fresh = async () => (await ask(server, endpoint(), { headers })).status;
  await expect.poll(fresh).toBe(200);
  const many = await Promise.all(Array.from({ length: 30 }, fresh));
  expect(many).toEqual(Array(30).fill(200));
  expect(server.output()).not.toMatch(/Interrupt|"level":50/i);
});

for (const person of people.filter((name) => name !== "nobody")) {
  test(`${person} may open many pages at once`, async ({ server }) => {
    const headers = await cookieOf(server, person);
    const pages = Array.from({ length: 20 }, (_, n) =>
      ask(server, n % 2 ? "/dashboards/weather" : "/account", { headers }),
    );
    const answers = await Promise.all(pages);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    for (const answer of answers) await answer.text();
  });
}
