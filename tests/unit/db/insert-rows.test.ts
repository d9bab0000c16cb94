/** Many rows at once: each as given, in few statements that bind a shared value once. */
import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { db } from "../../../lib/db/client";
import { insertRows, insertStatements } from "../../../lib/db/insert-rows";
import { temporaryDatabase } from "../../support/database";

temporaryDatabase();
afterEach(() => db().user.deleteMany());

const now = new Date("2026-11-21T12:00:00.123Z");
const person = (n: number, more = {}) => ({
  ...{ id: randomUUID(), username: `p${n}`, usernameKey: `p${n}`, email: null, emailKey: null },
  ...{ displayName: `Person “${n}”`, passwordHash: "a hash", passwordChangedAt: now },
  ...{ emergency: false, createdAt: now, updatedAt: now, ...more },
});
const stored = () => db().user.findMany({ omit: { passwordHash: false } });
const byId = (rows: readonly { id: string }[]) => new Map(rows.map((row) => [row.id, row]));

it("come out as they went in, whatever they share", async () => {
  const later = new Date(now.getTime() + 1);
  const rows = [
    person(1),
    person(2, { email: "p2@example.com", emailKey: "p2@example.com", emergency: true }),
    person(3, { passwordHash: null, passwordChangedAt: null, createdAt: later }),
  ];
  await db().$transaction((tx) => insertRows(tx, "User", rows));
  const found = byId(await stored());
  for (const row of rows) expect(found.get(row.id)).toMatchObject(row);
  expect(found.size).toBe(3);
});

it("of one kind only are as many as were given", async () => {
  const entry = { at: now, action: "test.made", outcome: "success", actor: null, via: "test" };
  await db().$transaction((tx) =>
    insertRows(tx, "AuditEvent", [entry, { ...entry }, { ...entry }]),
  );
  expect(await db().auditEvent.count({ where: entry })).toBe(3);
});

it("may be none, one, or thousands", async () => {
  for (const count of [0, 1, 3000]) {
    const rows = Array.from({ length: count }, (_, n) => person(n));
    await db().$transaction((tx) => insertRows(tx, "User", rows));
    expect((await stored()).map(({ username }) => username).sort()).toEqual(
      rows.map(({ username }) => username).sort(),
    );
    await db().user.deleteMany();
  }
});

it("are written by few statements, in which a value that all share is bound once", () => {
  const statements = insertStatements(
    "User",
    Array.from({ length: 5000 }, (_, n) => person(n)),
  );
  const bound = statements.reduce((sum, { values }) => sum + values.length, 0);
  // Each has four of its own: id, both forms of the name, and the name shown.
  expect(bound).toBe(5000 * 4 + statements.length * 7);
  expect(statements.length).toBeLessThanOrEqual(5);
});
