/** Sign-ins before Next.js sees them: a few at once, known devices first, and nobody else waits for them. */
import { availableParallelism } from "node:os";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { writeRefusals } from "@/lib/audit/refusals";
import { db } from "@/lib/db/client";
import { deviceCookie } from "@/lib/session/cookies";
import { upsertDevice } from "@/lib/session/device-rows";
import { hashToken, newToken } from "@/lib/session/tokens";
import { temporaryDatabase } from "../../support/database";
import { holdDatabase } from "../../support/database-lock";
import { type ObservedFront, observedFront } from "../../support/observed-front";
import { connection, requestHead } from "../../support/raw-bytes";

process.env.TRUSTED_PROXIES = "127.0.0.1";
const { file } = temporaryDatabase();
const path = "/api/auth/callback/credentials";
/** How many strangers' sign-ins are under way at once: one more than there are hashing threads. */
const AT_ONCE = Math.max(2, availableParallelism()) + 1;

let front: ObservedFront;
beforeEach(async () => {
  front = await observedFront();
});
afterEach(() => front.close());

interface Sender {
  address?: string;
  device?: string;
  accept?: string;
  signal?: AbortSignal;
}

/** Sends a sign-in; settles when it is answered. */
function signIn(who: string, { address, device, accept, signal }: Sender = {}): Promise<Response> {
  return fetch(front.url + path, {
    method: "POST",
    headers: {
      "User-Agent": who,
      ...(address ? { "X-Forwarded-For": address } : {}),
      ...(device ? { Cookie: `${deviceCookie().name}=${device}` } : {}),
      Accept: accept ?? "application/json",
    },
    body: new URLSearchParams({ username: who, password: "wrong" }),
    ...(signal ? { signal } : {}),
  });
}

const until = (what: () => boolean) => vi.waitUntil(what, { timeout: 10_000, interval: 5 });
const heard = (count: number) => until(() => front.seen.heard >= count);
const begun = (count: number) => until(() => front.begun.length >= count);

/** Sign-ins that nothing is heard of until the test ends. */
function send(names: readonly string[], sender?: Sender): Promise<Response | null>[] {
  return names.map((name) => signIn(name, sender).catch(() => null));
}
const named = (what: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${what} ${i}`);

/** Takes all the places that strangers have. */
async function fill(): Promise<void> {
  send(named("first", AT_ONCE));
  await begun(AT_ONCE);
  front.begun.length = 0;
}

describe("a flood of sign-ins", () => {
  it("has a few under way at once, and they all come in turn", async () => {
    const answers = Promise.all(named("flood", 64).map((name) => signIn(name)));
    await heard(64);
    // A page is not kept waiting.
    void fetch(front.url, { headers: { "User-Agent": "page" } }).catch(() => null);
    await until(() => front.begun.includes("page"));
    await begun(AT_ONCE + 1);
    expect(front.begun).toHaveLength(AT_ONCE + 1);
    front.endAll();
    expect(new Set((await answers).map(({ status }) => status))).toEqual(new Set([200]));
  });

  it("keeps nobody waiting who is on a known device, or at another address for long", async () => {
    const name = { username: "alice", usernameKey: "alice", displayName: "Alice" };
    const { id } = await db().user.create({ data: name });
    const device = newToken();
    await upsertDevice(hashToken(device), id);
    await fill();
    send(named("flood", 20), { address: "203.0.113.7" });
    await heard(AT_ONCE + 20);
    send(["elsewhere"], { address: "203.0.113.8" });
    await heard(AT_ONCE + 21);
    send(["made up"], { address: "203.0.113.7", device: newToken() });
    send(["known"], { address: "203.0.113.7", device });
    await begun(1);
    expect(front.begun).toEqual(["known"]);
    for (let i = 0; i < 3; i++) {
      front.endOne();
      await begun(i + 1);
    }
    expect(front.begun.slice(0, 3)).toContain("elsewhere");
    expect(front.begun).not.toContain("made up");
  });

  it("counts IPv6 addresses of one network as one", async () => {
    await fill();
    for (let i = 0; i < 8; i++) send([`flood ${i}`], { address: `2001:db8:0:1::${i}` });
    await heard(AT_ONCE + 8);
    send(["elsewhere"], { address: "2001:db8:0:2::1" });
    await heard(AT_ONCE + 9);
    for (let i = 0; i < 2; i++) {
      front.endOne();
      await begun(i + 1);
    }
    expect(front.begun).toHaveLength(2);
    expect(front.begun).toContain("elsewhere");
  });
});

describe("a place", () => {
  it("is not taken by who has gone before its turn", async () => {
    await fill();
    const gone = new AbortController();
    send(["gone"], { signal: gone.signal });
    await heard(AT_ONCE + 1);
    gone.abort();
    await until(() => front.seen.gone === 1);
    const stays = signIn("stays");
    await heard(AT_ONCE + 2);
    front.endAll();
    expect((await stays).status).toBe(200);
    expect(front.begun).toEqual(["stays"]);
  });

  it("is not taken by who is still sending", async () => {
    const head = requestHead(`POST ${path}`, {
      Host: "localhost",
      "User-Agent": "slow",
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": "40",
    });
    const slow = await Promise.all(named("slow", 8).map(() => connection(front)));
    for (const socket of slow) socket.write(`${head}username=`);
    await heard(8);
    send(["whole"]);
    await begun(1);
    expect(front.begun).toEqual(["whole"]);
    slow[0]?.write("x".repeat(40 - "username=".length));
    await begun(2);
    expect(front.begun).toEqual(["whole", "slow"]);
    for (const socket of slow) socket.destroy();
  });

  it("is not taken by who waits for the database", async () => {
    const letGo = await holdDatabase(file);
    const answers = named("waits", 8).map((name) => signIn(name));
    await heard(8);
    front.endAll();
    expect((await fetch(front.url)).ok).toBe(true);
    const before = [...front.begun];
    await letGo();
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    expect(before.filter((name) => name.startsWith("waits"))).toEqual([]);
  });
});

it("who has waited too long is told so in words, and has failed nothing", async () => {
  await fill();
  const [json, page] = await Promise.all([
    signIn("program"),
    signIn("person", { accept: "text/html" }),
  ]);
  expect([json.status, page.status]).toEqual([429, 429]);
  expect(json.headers.get("retry-after")).toBe("5");
  const title = "Too many attempts. Try again in 5 seconds.";
  expect(await json.json()).toEqual({ status: 429, code: "too-many-attempts", title });
  expect(page.headers.get("content-type")).toContain("text/html");
  const words = await page.text();
  expect(words).toContain(title);
  expect(words).toContain('href="/login"');
  expect(front.begun).toEqual([]);
  expect(await db().throttle.count()).toBe(0);
  await writeRefusals();
  const rows = await db().auditEvent.findMany({ where: { action: "session.refused" } });
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  expect([rows.length, count, rows[0]?.detail]).toEqual([
    1,
    2,
    expect.stringContaining("full queue"),
  ]);
});
