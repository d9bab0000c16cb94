/** Transactions: on one connection, waiting without stalling, keeping others out. */
import { describe, expect, it } from "vitest";
import { db, transaction, waitingAtMost } from "../../../lib/db/client";
import { SqliteAdapter } from "../../../lib/db/sqlite-adapter";
import { temporaryDatabase } from "../../support/database";

const { file } = temporaryDatabase();
const group = (name: string) => ({ data: { name, nameKey: name } });
const named = (name: string) => db().group.count({ where: { name } });

/** Another process's view of the file. */
async function otherConnection() {
  const connection = await new SqliteAdapter(file, 0).connect();
  const run = (sql: string) => connection.executeRaw({ sql, args: [], argTypes: [] });
  return { run, close: () => connection.dispose() };
}

describe("a transaction", () => {
  it("opens no connection of its own: one would be left open by each", async () => {
    await db().$executeRaw`CREATE TEMP TABLE "mine" ("x" INTEGER)`;
    await transaction((tx) => tx.$executeRaw`INSERT INTO "mine" VALUES (1)`);
    await expect(
      transaction(async (tx) => {
        await tx.$executeRaw`INSERT INTO "mine" VALUES (2)`;
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await db().$queryRaw`SELECT "x" FROM "mine"`).toEqual([{ x: 1 }]);
  });

  it("is not seen by others, nor mixed with what they do, until it is done", async () => {
    const other = await otherConnection();
    let outside: Promise<unknown> = Promise.resolve();
    await transaction(async (tx) => {
      await tx.group.create(group("inside"));
      outside = db().group.create(group("outside"));
      expect(await tx.group.count({ where: { name: "outside" } })).toBe(0);
      await expect(other.run(`DELETE FROM "Group"`)).rejects.toThrow(/SocketTimeout/);
    });
    await outside;
    expect([await named("inside"), await named("outside")]).toEqual([1, 1]);
    await other.close();
  });

  it("may read first and write later, whoever wrote in between", async () => {
    const increase = () =>
      transaction(async (tx) => {
        const row = await tx.throttle.findUnique({ where: { key: "count" } });
        const failures = (row?.failures ?? 0) + 1;
        const data = { key: "count", failures, lastFailureAt: new Date() };
        await tx.throttle.upsert({ where: { key: "count" }, create: data, update: data });
      });
    await Promise.all(Array.from({ length: 20 }, increase));
    expect((await db().throttle.findUnique({ where: { key: "count" } }))?.failures).toBe(20);
  });

  it("waits for another process’s write while the server goes on", async () => {
    const other = await otherConnection();
    await other.run("BEGIN IMMEDIATE");
    let turns = 0;
    const timer = setInterval(() => {
      if (++turns === 30) void other.run("COMMIT");
    }, 5);
    await transaction((tx) => tx.group.create(group("patient")));
    clearInterval(timer);
    await other.close();
    expect(turns).toBeGreaterThanOrEqual(30);
    expect(await named("patient")).toBe(1);
  });

  it("can be committed after a statement that gave up waiting", async () => {
    const [other, third] = [await otherConnection(), await otherConnection()];
    await other.run("BEGIN IMMEDIATE");
    await expect(third.run(`DELETE FROM "Group" WHERE 0`)).rejects.toThrow(/SocketTimeout/);
    await other.run("COMMIT");
    await third.run("BEGIN IMMEDIATE");
    await third.run("COMMIT");
    await Promise.all([other.close(), third.close()]);
  });
});

describe("a statement with a limit of its own", () => {
  const create = (name: string) => db().group.create(group(name));

  it("waits for a lock that is let go in time", async () => {
    const other = await otherConnection();
    await other.run("BEGIN IMMEDIATE");
    const waiting = waitingAtMost(10_000, () => create("in time"));
    await other.run("COMMIT");
    await waiting;
    expect(await named("in time")).toBe(1);
    await other.close();
  });

  it.each([0, 100])("fails after %d ms, though others wait for longer", async (milliseconds) => {
    const other = await otherConnection();
    await other.run("BEGIN IMMEDIATE");
    const longer = create(`longer than ${milliseconds}`);
    const outcome = await Promise.race([
      waitingAtMost(milliseconds, () => create("too late")).catch(() => "failed"),
      longer.catch(() => "the others first"),
    ]);
    expect(outcome).toBe("failed");
    await other.run("COMMIT");
    await longer;
    expect(await named("too late")).toBe(0);
    await other.close();
  });
});
