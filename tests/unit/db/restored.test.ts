/** A database and the -wal beside it: those that belong together are told from those that don't. */
import { chmodSync, copyFileSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { db } from "../../../lib/db/client";
import { assertOwnWal, RestoreError } from "../../../lib/db/restored";
import { temporaryDatabase } from "../../support/database";

const { folder, file } = temporaryDatabase();
const add = (name: string) => db().group.create({ data: { name, nameKey: name } });

/** The files as they are now, as a machine that lost its power would have them. */
function snapshot(name: string): string {
  mkdirSync(join(folder, name));
  const copy = join(folder, name, "foyer.db");
  for (const suffix of ["", "-wal"]) copyFileSync(file + suffix, copy + suffix);
  return copy;
}

/** Changes the file until it is clearly younger than its -wal. */
async function later(copy: string, change: () => void): Promise<void> {
  const age = () => {
    change();
    return statSync(copy).ctimeMs - statSync(`${copy}-wal`).ctimeMs;
  };
  await expect.poll(age, { timeout: 10_000, interval: 200 }).toBeGreaterThan(2000);
}

it("finds nothing wrong with what a killed server leaves", async () => {
  await add("killed");
  expect(() => assertOwnWal(snapshot("killed"))).not.toThrow();
});

it("finds nothing wrong with a database that has all of its -wal, whenever it changed", async () => {
  await add("complete");
  await db().$queryRaw`PRAGMA wal_checkpoint(FULL)`;
  const copy = snapshot("complete");
  await later(copy, () => chmodSync(copy, 0o600));
  expect(() => assertOwnWal(copy)).not.toThrow();
}, 20_000);

it("refuses a plain copy of an earlier state beside a later -wal", async () => {
  await db().$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  const earlier = join(folder, "earlier.db");
  copyFileSync(file, earlier);
  await add("after the copy");
  const copy = snapshot("replaced");
  await later(copy, () => copyFileSync(earlier, copy));
  expect(() => assertOwnWal(copy)).toThrow(RestoreError);
}, 20_000);

it("refuses a copy that SQLite made beside any -wal, at once", async () => {
  await add("vacuum");
  const copy = snapshot("vacuum");
  const backup = join(folder, "vacuumed.db");
  await db().$executeRawUnsafe(`VACUUM INTO '${backup}'`);
  copyFileSync(backup, copy);
  expect(() => assertOwnWal(copy)).toThrow(`${copy}-wal`);
});
