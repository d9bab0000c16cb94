/** Guessing passwords: slowed down for strangers, and never a lock for the owner. */
import { signInCounters } from "@/lib/sign-in/core/throttle";
import { cookieIn, postSignIn as postOnce } from "../../support/ask";
import { SECRET } from "../../support/foyer";
import { type NewPerson, newPerson } from "../../support/new-person";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

interface Server {
  url: string;
  databaseFile: string;
}

const wrong = "not the password, sorry";

// What stands for a name in the database is made with the server's secret.
process.env.NEXTAUTH_SECRET = SECRET;

/** What the full queue says. No other wait is as short: the first one for a name is 30 seconds. */
const FULL_QUEUE = "5";

/** Signs in; again, as it is told to, while the queue is full: then nobody has looked at the attempt. */
async function postSignIn(...attempt: Parameters<typeof postOnce>): Promise<Response> {
  for (;;) {
    const answer = await postOnce(...attempt);
    if (answer.headers.get("retry-after") !== FULL_QUEUE) return answer;
  }
}

async function fail(server: Server, username: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) {
    statuses.push((await postSignIn(server, { username, password: wrong })).status);
  }
  return statuses;
}

/** How many passwords were really checked: each check is in the audit log. */
function checksOf(server: Server, { username }: NewPerson): Promise<number> {
  return inDatabase(server.databaseFile, async (db) => {
    const where = { action: "session.started", subject: username };
    return (await db.auditEvent.aggregate({ where, _sum: { count: true } }))._sum.count ?? 0;
  });
}

/** Moves the wait of a name that is running into the past. */
async function letTimePass(server: Server, { username }: NewPerson): Promise<void> {
  const { key } = signInCounters(username, null, null).own;
  await inDatabase(server.databaseFile, (db) =>
    db.throttle.update({ where: { key }, data: { blockedUntil: new Date(0) } }),
  );
}

test("five may fail, then everybody waits, also with the right password", async ({ server }) => {
  const person = await newPerson(server);
  expect(await fail(server, person.username, 6)).toEqual([401, 401, 401, 401, 401, 429]);
  const response = await postSignIn(server, person as unknown as Record<string, string>);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(20);
  expect((await response.json()).title).toMatch(/^Too many attempts\. Try again in \d+ seconds\.$/);
});

test("the wait doubles to 15 minutes, and is never for ever", async ({ server }) => {
  const person = await newPerson(server);
  await fail(server, person.username, 5);
  const waits: number[] = [];
  for (let i = 0; i < 7; i++) {
    const refused = await postSignIn(server, { username: person.username, password: wrong });
    waits.push(Number(refused.headers.get("retry-after")));
    await letTimePass(server, person);
    await fail(server, person.username, 1);
  }
  const expected = [30, 60, 120, 240, 480, 900, 900];
  for (const [i, wait] of waits.entries()) {
    expect(wait).toBeLessThanOrEqual(expected[i] ?? 0);
    expect(wait).toBeGreaterThan((expected[i] ?? 0) - 10);
  }
  await letTimePass(server, person);
  const { username, password } = person;
  expect((await postSignIn(server, { username, password })).status).toBe(200);
});

test("success forgets the failures before it", async ({ server }) => {
  const { username, password } = await newPerson(server);
  expect(await fail(server, username, 4)).toEqual([401, 401, 401, 401]);
  expect((await postSignIn(server, { username, password })).status).toBe(200);
  expect(await fail(server, username, 5)).toEqual([401, 401, 401, 401, 401]);
});

test("two hundred guesses at once check five passwords per name", async ({ ownServer }) => {
  const server = await ownServer();
  const person = await newPerson(server);
  const spellings = (n: number) => {
    const name = n % 2 ? person.username : `${person.username}@example.com`;
    return [name, name.toUpperCase(), ` ${name} `, name.replace("t", "ｔ")][(n >> 1) % 4] ?? name;
  };
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      postSignIn(
        server,
        { username: spellings(n), password: `${wrong} ${n}` },
        { "X-Forwarded-For": `203.0.113.${n % 250}`, Forwarded: `for=198.51.100.${n % 250}` },
      ),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(190);
  await expect.poll(() => checksOf(server, person)).toBe(10);
});

test("waits don't tell which name and address are one person's", async ({ server }) => {
  const [one, other] = [await newPerson(server), await newPerson(server)];
  const addresses = [one, other].map(({ username }) => `${username}@example.com`);
  const names = [...addresses, other.username, "nobody-at-all", "nobody@example.com"];
  const outcomes = async (headers = {}) => {
    const answers: string[] = [];
    for (const username of names) {
      const answer = await postSignIn(server, { username, password: wrong }, headers);
      answers.push(`${answer.status} ${answer.headers.get("retry-after")} ${await answer.text()}`);
    }
    return new Set(answers);
  };
  expect(await fail(server, one.username, 6)).toEqual([401, 401, 401, 401, 401, 429]);
  expect(await outcomes()).toEqual(new Set([expect.stringMatching(/^401 null /)]));
  // Nor on a device that the person is known on.
  const { username, password } = one;
  const device = await postSignIn(server, { username: addresses[0] ?? "", password });
  const Cookie = `foyer.device=${cookieIn(device, "foyer.device")}`;
  for (let i = 0; i < 6; i++) await postSignIn(server, { username, password: wrong }, { Cookie });
  expect(await outcomes({ Cookie })).toEqual(new Set([expect.stringMatching(/^401 null /)]));
  // Nor does the owner's success by one name end the wait of the other.
  expect(await fail(server, username, 1)).toEqual([429]);
});

test("a name that nobody has is slowed down in the same way", async ({ server }) => {
  expect(await fail(server, "no-such-person", 7)).toEqual([401, 401, 401, 401, 401, 429, 429]);
});

test("a device its owner has used is not locked out by others", async ({ server }) => {
  const { username, password } = await newPerson(server);
  const before = await postSignIn(server, { username, password });
  const Cookie = `foyer.device=${cookieIn(before, "foyer.device")}`;
  await fail(server, username, 6);
  expect((await postSignIn(server, { username, password })).status).toBe(429);
  expect((await postSignIn(server, { username, password }, { Cookie })).status).toBe(200);
});

test("a known device may not guess for ever either", async ({ server }) => {
  const { username, password } = await newPerson(server);
  const before = await postSignIn(server, { username, password });
  const Cookie = `foyer.device=${cookieIn(before, "foyer.device")}`;
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) {
    statuses.push((await postSignIn(server, { username, password: wrong }, { Cookie })).status);
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
});

test("a device known for one person is unknown for another", async ({ server }) => {
  const [one, other] = [await newPerson(server), await newPerson(server)];
  const before = await postSignIn(server, { username: one.username, password: one.password });
  const Cookie = `foyer.device=${cookieIn(before, "foyer.device")}`;
  await fail(server, other.username, 5);
  const { username, password } = other;
  expect((await postSignIn(server, { username, password }, { Cookie })).status).toBe(429);
});

test("an address behind a trusted proxy has a looser limit of its own", async ({ ownServer }) => {
  test.slow();
  const server = await ownServer({ env: { TRUSTED_PROXIES: "127.0.0.1,::1" } });
  const from = (address: string, n: number) =>
    postSignIn(server, { username: `guess-${n}`, password: wrong }, { "X-Forwarded-For": address });
  for (let batch = 0; batch < 10; batch++) {
    const guesses = Array.from({ length: 5 }, (_, i) => from("203.0.113.7", batch * 5 + i));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
  }
  expect((await from("203.0.113.7", 50)).status).toBe(429);
  expect((await from("203.0.113.8", 99)).status).toBe(401);

  // Nothing that it tries now counts against anybody, and what it tries is in the audit log.
  const victim = await newPerson(server);
  const { username, password } = victim;
  const asVictim = (address: string, fields: Record<string, string>) =>
    postSignIn(server, { username, ...fields }, { "X-Forwarded-For": address });
  for (let i = 0; i < 20; i++) {
    expect((await asVictim("203.0.113.7", { password: wrong })).status).toBe(429);
  }
  expect((await asVictim("203.0.113.9", { password })).status).toBe(200);
  await expect
    .poll(() =>
      inDatabase(server.databaseFile, async (db) => {
        const where = { action: "session.refused", subject: username, ip: "203.0.113.7" };
        const rows = await db.auditEvent.findMany({ where });
        return [rows.length <= 2, rows.reduce((sum, { count }) => sum + count, 0)];
      }),
    )
    .toEqual([true, 20]);
});

test("a flood counts against nobody, keeps no known device out, and few rows", async ({
  ownServer,
}) => {
  test.slow();
  const server = await ownServer({ env: { BCRYPT_COST: "12" } });
  const person = await newPerson(server);
  const { username, password } = person;
  const before = await postSignIn(server, { username, password });
  const Cookie = `foyer.device=${cookieIn(before, "foyer.device")}`;
  let over = false;
  let n = 0;
  const flood = Array.from({ length: 64 }, async () => {
    while (!over) await postOnce(server, { username: `junk-${n++}`, password: wrong });
  });
  const onDevice: number[] = [];
  const elsewhere: number[] = [];
  for (let i = 0; i < 6; i++) {
    onDevice.push((await postOnce(server, { username, password }, { Cookie })).status);
    elsewhere.push((await postOnce(server, { username, password })).status);
  }
  over = true;
  await Promise.all(flood);
  expect(onDevice).toEqual([200, 200, 200, 200, 200, 200]);
  expect(elsewhere.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  // Whoever was told to try again had not failed.
  expect((await postSignIn(server, { username, password })).status).toBe(200);
  await inDatabase(server.databaseFile, async (db) => {
    const { key } = signInCounters(username, null, null).own;
    expect(await db.throttle.count({ where: { key } })).toBe(0);
    expect(await db.throttle.count()).toBeLessThan(n / 2);
    expect(await db.auditEvent.count()).toBeLessThan(60);
  });
});

test("a form without JavaScript is told to wait on a page of its own", async ({ server }) => {
  const { username } = await newPerson(server);
  await fail(server, username, 5);
  const response = await postSignIn(server, { username, password: wrong }, { Accept: "text/html" });
  expect(response.status).toBe(429);
  expect(await response.text()).toMatch(/Too many attempts\. Try again in \d+ seconds\./);
});
