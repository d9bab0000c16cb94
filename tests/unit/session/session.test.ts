/** Sessions: how long they live, when they are touched, what a replaced token is still good for. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { setGroups } from "@/lib/people/user-changes";
import {
  endSession,
  liveSession,
  rotateIfRightsChanged,
  startSession,
} from "@/lib/session/session";
import { temporaryDatabase } from "../../support/database";
import { addPerson, byTest } from "../../support/people";

temporaryDatabase();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let clock = Date.now();
let userId = "";
let people = 0;
const later = (milliseconds: number) => {
  clock += milliseconds;
  vi.setSystemTime(clock);
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  later(1);
  userId = (await addPerson(`person-${people++}`)).id;
});
afterEach(() => {
  vi.useRealTimers();
});

const start = (persistent = false, replaces?: string) =>
  startSession({
    userId,
    method: "password",
    persistent,
    ip: "203.0.113.7",
    userAgent: null,
    replaces,
  });
const lives = async (token: string) => (await liveSession(token)) !== null;
const lastUsedAt = async () =>
  (await db().session.findFirstOrThrow({ where: { userId } })).lastUsedAt.getTime();
const events = async () => {
  const { username } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  const rows = await db().auditEvent.findMany({
    where: { subject: username, action: { startsWith: "session." } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ action, actor, via, ip }) => `${action} ${actor === username} ${via} ${ip}`);
};

describe.each([
  ["ordinary", false, 30 * MINUTE, 12 * HOUR],
  ["kept", true, 7 * DAY, 30 * DAY],
] as const)("an %s session", (_, persistent, idle, absolute) => {
  it("ends when it was not used for long enough, and not before", async () => {
    const { token } = await start(persistent);
    later(idle - 1);
    expect(await lives(token)).toBe(true);
    later(idle - 1);
    expect(await lives(token)).toBe(true);
    later(idle);
    expect(await lives(token)).toBe(false);
  });

  it("ends at its absolute age, however much it is used", async () => {
    const { token, expiresAt } = await start(persistent);
    expect(expiresAt.getTime() - clock).toBe(absolute);
    const end = clock + absolute;
    while (clock + idle / 2 < end) {
      expect(await lives(token)).toBe(true);
      later(idle / 2);
    }
    expect(await lives(token)).toBe(true);
    later(end - clock - 1);
    expect(await lives(token)).toBe(true);
    later(1);
    expect(await lives(token)).toBe(false);
  });
});

it("is nobody's while its person is disabled", async () => {
  const { token } = await start();
  await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  expect(await lives(token)).toBe(false);
  await db().user.update({ where: { id: userId }, data: { disabledAt: null } });
  expect(await lives(token)).toBe(true);
});

describe("the time of a session's last use", () => {
  it("is written once a minute at most, and then to the moment", async () => {
    const { token } = await start();
    const begun = await lastUsedAt();
    later(MINUTE - 1);
    await liveSession(token);
    expect(await lastUsedAt()).toBe(begun);
    later(1);
    await liveSession(token);
    expect(await lastUsedAt()).toBe(clock);
    const then = clock;
    later(30_000);
    await liveSession(token);
    expect(await lastUsedAt()).toBe(then);
  });

  it("is not moved by others' sessions", async () => {
    const { token } = await start();
    const begun = await lastUsedAt();
    later(MINUTE);
    userId = (await addPerson("somebody-else")).id;
    await start();
    await liveSession(token);
    expect(await db().session.count({ where: { lastUsedAt: new Date(begun) } })).toBe(0);
  });
});

describe("a token", () => {
  it("is replaced when rights change, and honoured for a minute after", async () => {
    const { token } = await start();
    const row = await liveSession(token);
    if (!row) throw new Error("no session");
    expect(await rotateIfRightsChanged(row, token)).toBeNull();
    await setGroups(userId, ["analysts"], byTest);
    const changed = await liveSession(token);
    if (!changed) throw new Error("no session");
    const next = await rotateIfRightsChanged(changed, token);
    expect(next).not.toBeNull();
    expect(await lives(next ?? "")).toBe(true);
    later(MINUTE - 1);
    expect(await lives(token)).toBe(true);
    later(1);
    expect(await lives(token)).toBe(false);
    expect(await lives(next ?? "")).toBe(true);
  });

  it("that was replaced doesn't get one more", async () => {
    const { token } = await start();
    await setGroups(userId, ["analysts"], byTest);
    const row = await liveSession(token);
    if (!row) throw new Error("no session");
    await rotateIfRightsChanged(row, token);
    await setGroups(userId, [], byTest);
    const old = await liveSession(token);
    if (!old) throw new Error("no session");
    expect(await rotateIfRightsChanged(old, token)).toBeNull();
  });

  it("of garbage is nobody's", async () => {
    for (const garbage of [undefined, "", "x".repeat(43), "' OR 1=1 --"]) {
      expect(await liveSession(garbage)).toBeNull();
      expect(await endSession(garbage, { via: "web", ip: null })).toBeNull();
    }
  });
});

describe("beginning and ending", () => {
  const by = { via: "web", ip: "203.0.113.8" };

  it("are in the audit log, once each", async () => {
    const { token } = await start();
    expect(await endSession(token, by)).toMatchObject({ userId, method: "password" });
    expect(await endSession(token, by)).toBeNull();
    expect(await lives(token)).toBe(false);
    expect(await events()).toEqual([
      "session.started true password 203.0.113.7",
      "session.ended true web 203.0.113.8",
    ]);
  });

  it("end what the browser had before, and nothing else", async () => {
    const [before, other] = [await start(), await start()];
    const { token } = await start(false, before.token);
    expect(await lives(before.token)).toBe(false);
    expect([await lives(other.token), await lives(token)]).toEqual([true, true]);
  });

  it("do nothing that the audit log can't hold", async () => {
    const { token } = await start();
    await db().$executeRaw`ALTER TABLE "AuditEvent" RENAME TO "Elsewhere"`;
    try {
      await expect(endSession(token, by)).rejects.toThrow();
      await expect(start()).rejects.toThrow();
    } finally {
      await db().$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "AuditEvent"`;
    }
    expect(await lives(token)).toBe(true);
    expect(await db().session.count({ where: { userId } })).toBe(1);
  });
});
