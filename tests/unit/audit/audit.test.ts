/** The audit log: one row and one line of the log for what happened, and none for what did not. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { audited } from "../../../lib/audit/audit";
import { db } from "../../../lib/db/client";
import { temporaryDatabase } from "../../support/database";

const { file } = temporaryDatabase();
const base = { outcome: "success" as const, actor: "tester", via: "test", ip: "::1" };
const rows = (action: string) => db().auditEvent.findMany({ where: { action } });

describe("events", () => {
  it("are kept with all their facts", async () => {
    const detail = { note: "line\nbreak \u0000 \u001b[31m" };
    await audited((_tx, record) => record({ ...base, action: "one", subject: "alice", detail }));
    const [row] = await rows("one");
    expect(row).toMatchObject({ ...base, subject: "alice" });
    expect(row?.detail).toBe('{"note":"line\\nbreak \\u0000 \\u001b[31m"}');
    expect(Date.now() - (row?.at.getTime() ?? 0)).toBeLessThan(10_000);
  });

  it("are undone with what they tell of", async () => {
    const failing = audited(async (tx, record) => {
      await tx.group.create({ data: { name: "undone", nameKey: "undone" } });
      await record({ ...base, action: "two", subject: null });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await rows("two")).toEqual([]);
    expect(await db().group.count({ where: { name: "undone" } })).toBe(0);
  });

  it("are one line of JSON each in the log, and only once they have happened", async () => {
    const module = (path: string) => JSON.stringify(join(process.cwd(), path));
    const code = `
      const { audited } = await import(${module("lib/audit/audit.ts")});
      const base = ${JSON.stringify(base)};
      await audited((tx, record) =>
        record({ ...base, action: "three", subject: "evil\\n{}", detail: { email: "a@b" } }));
      await audited(async (tx, record) => {
        await record({ ...base, action: "four", subject: null });
        throw new Error();
      }).catch(() => {});`;
    const tsx = join(process.cwd(), "node_modules/tsx/dist/cli.mjs");
    const env = { ...process.env, DATABASE_URL: `file:${file}`, LOG_LEVEL: "info" };
    const args = [tsx, "--input-type=module", "--eval", code];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ msg: "three", audit: { subject: "evil\n{}", ip: "::1" } });
  });
});
