/** Looking whether a database was replaced must not end the locks by which SQLite keeps its -wal. */
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { db } from "../../../lib/db/client";
import { assertOwnWal } from "../../../lib/db/restored";
import { temporaryDatabase } from "../../support/database";

const { file } = temporaryDatabase();

/** Another process that opens the database, writes, and closes it, as the users command does. */
async function writeElsewhere(name: string): Promise<void> {
  const adapter = JSON.stringify(join(process.cwd(), "lib/db/sqlite-adapter.ts"));
  const code = `
    const { SqliteAdapter } = await import(${adapter});
    const connection = await new SqliteAdapter(${JSON.stringify(file)}).connect();
    const sql = "INSERT INTO \\"Group\\" (id, name, nameKey) VALUES ('${name}', '${name}', '${name}')";
    await connection.executeRaw({ sql, args: [], argTypes: [] });
    await connection.dispose();`;
  const tsx = join(process.cwd(), "node_modules/tsx/dist/cli.mjs");
  await promisify(execFile)(process.execPath, [tsx, "--input-type=module", "--eval", code]);
}

it("leaves the -wal to those who have it open", async () => {
  await db().group.create({ data: { name: "here", nameKey: "here" } });
  const wal = statSync(`${file}-wal`).ino;
  for (const name of ["first", "second"]) {
    assertOwnWal(file);
    await writeElsewhere(name);
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.ino).toBe(wal);
  }
  const names = await db().group.findMany({ orderBy: { name: "asc" }, select: { name: true } });
  expect(names.map(({ name }) => name)).toEqual(["first", "here", "second"]);
}, 30_000);
