/** Refusals in the audit log: all of them told, in few rows, and never in anybody's way. */
import { renameSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Refusal, recordRefusal, writeRefusals } from "../../../lib/audit/refusals";
import { db } from "../../../lib/db/client";
import { temporaryDatabase } from "../../support/database";

const { file } = temporaryDatabase();
const MINUTE = 60_000;
let clock = Date.now();
const refusal: Refusal = {
  action: "access.refused",
  code: "forbidden",
  actor: "carol",
  subject: "carol",
  via: "web",
  ip: "203.0.113.7",
  detail: { path: "/dashboards/markets" },
};
const rows = () => db().auditEvent.findMany({ orderBy: { id: "asc" } });
const total = async () => (await rows()).reduce((sum, { count }) => sum + count, 0);
const later = (milliseconds: number) => {
  clock += milliseconds;
  vi.setSystemTime(clock);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  // Long enough for the budget of rows to be whole again.
  later(60 * MINUTE);
});
afterEach(async () => {
  await writeRefusals();
  await db().auditEvent.deleteMany();
  vi.useRealTimers();
});

async function refuse(...refusals: Refusal[]) {
  for (const one of refusals) recordRefusal(one);
  await writeRefusals();
}

describe("refusals", () => {
  it("are rows that say who was refused what, and why", async () => {
    await refuse(refusal);
    const { code, detail, ...facts } = refusal;
    const [row] = await rows();
    expect(row).toMatchObject({ ...facts, outcome: "failure", count: 1, at: new Date(clock) });
    expect(JSON.parse(row?.detail ?? "")).toEqual({ code, ...detail });
  });

  it("that repeat are counted in one row a minute", async () => {
    for (let i = 0; i < 300; i++) recordRefusal(refusal);
    later(MINUTE - 1);
    await refuse(refusal);
    expect((await rows()).map(({ count }) => count)).toEqual([301]);
    later(1);
    await refuse(refusal, refusal);
    expect((await rows()).map(({ count }) => count)).toEqual([301, 2]);
  });

  it("of another kind, actor, address or path have a row of their own", async () => {
    await refuse(
      refusal,
      { ...refusal, code: "cross-site" },
      { ...refusal, actor: "dave" },
      { ...refusal, ip: "203.0.113.8" },
      { ...refusal, detail: { path: "/dashboards/flights" } },
    );
    expect(await rows()).toHaveLength(5);
  });

  it("that are to be told apart have a row each while they are few", async () => {
    await refuse(...Array.from({ length: 20 }, () => ({ ...refusal, apart: true })));
    expect(await rows()).toHaveLength(20);
    await refuse(...Array.from({ length: 1000 }, () => ({ ...refusal, apart: true })));
    expect((await rows()).length).toBeLessThan(250);
    expect(await total()).toBe(1020);
  });

  it("from a thousand addresses, on a thousand names, fill few rows and lose no count", async () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({
      ...refusal,
      subject: `name-${i}`,
      actor: null,
      ip: `198.51.${i >> 8}.${i & 255}`,
    }));
    await refuse(...many);
    expect((await rows()).length).toBeLessThan(250);
    expect(await total()).toBe(1000);
    // It goes on: now there are few rows a minute for as long as it does.
    const before = (await rows()).length;
    for (let minute = 0; minute < 5; minute++) {
      later(MINUTE);
      await refuse(...many);
    }
    expect((await rows()).length - before).toBeLessThan(5 * 40);
    expect(await total()).toBe(6000);
  });

  it("of one source leave rows for others", async () => {
    const paths = Array.from({ length: 1000 }, (_, i) => ({
      ...refusal,
      detail: { path: `/${i}` },
    }));
    await refuse(...paths, { ...refusal, actor: "bob", subject: "bob", ip: "203.0.113.9" });
    expect(await db().auditEvent.count({ where: { actor: "bob" } })).toBe(1);
  });
});

describe("a database that can't be written", () => {
  it("keeps nobody waiting, and gets the rows later", async () => {
    renameSync(file, `${file}.away`);
    recordRefusal(refusal);
    await writeRefusals();
    recordRefusal(refusal);
    await writeRefusals();
    renameSync(`${file}.away`, file);
    await writeRefusals();
    expect((await rows()).map(({ count }) => count)).toEqual([2]);
  });

  it("gets one row for minutes of them", async () => {
    renameSync(file, `${file}.away`);
    for (let minute = 0; minute < 10; minute++) {
      recordRefusal(refusal);
      await writeRefusals();
      later(MINUTE);
    }
    renameSync(`${file}.away`, file);
    await writeRefusals();
    expect((await rows()).map(({ count }) => count)).toEqual([10]);
  });
});
