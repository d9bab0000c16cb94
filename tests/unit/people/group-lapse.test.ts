/** Groups that a provider gave count where it confirms them: in its own sessions, elsewhere for a while. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { env } from "@/lib/config/env";
import { db, transaction } from "@/lib/db/client";
import {
  findAccount,
  linkAccount,
  type ProviderAccount,
  updateAccount,
} from "@/lib/people/accounts";
import { groupSources } from "@/lib/people/group-sources";
import { findSession } from "@/lib/session/find-session";
import { addSession } from "@/lib/session/session-changes";
import { temporaryDatabase } from "../../support/database";
import { addPerson, byTest } from "../../support/people";

temporaryDatabase();

let person: { userId: string; username: string };
beforeEach(async () => {
  const { id, username } = await addPerson(`p${randomUUID().slice(0, 8)}`, { groups: ["own"] });
  person = { userId: id, username };
});

const described = (groups: string[]): ProviderAccount => ({
  ...{ issuer: "https://a.example", subject: randomUUID(), provider: "acme", label: "x" },
  ...{ groups, leftOut: [] },
});

/** Links an account that gives these groups, `age` seconds ago. */
async function linked(groups: string[], age = 0) {
  const account = described(groups);
  await linkAccount(person, account, byTest);
  const row = await findAccount(account);
  if (!row) throw new Error("not linked");
  await confirmed(row.id, age);
  return { row, account };
}

async function confirmed(id: string, age: number): Promise<void> {
  const groupsConfirmedAt = new Date(Date.now() - age * 1000);
  await db().account.update({ where: { id }, data: { groupsConfirmedAt } });
}

/** The groups that count in a session; one of a password unless an account began it. */
async function groupsIn(accountId?: string): Promise<string[] | undefined> {
  return (await findSession(await begin(accountId)))?.user.groups;
}

async function begin(accountId?: string): Promise<string> {
  const tokenHash = randomUUID();
  const expiresAt = new Date(Date.now() + 60_000);
  const rest = { method: "x", persistent: false, ip: null, userAgent: null, expiresAt };
  const own = accountId ? { accountId } : {};
  const session = { ...rest, ...own, tokenHash, userId: person.userId };
  await transaction((tx) => addSession(tx, session));
  return tokenHash;
}

const LAPSED = env().groupRefresh + 1;
const FRESH = env().groupRefresh - 5;

describe("in a session by password", () => {
  it("count while they are younger than GROUP_REFRESH, and no longer", async () => {
    const { row } = await linked(["finance"], FRESH);
    expect(await groupsIn()).toEqual(["finance", "own"]);
    await confirmed(row.id, LAPSED);
    expect(await groupsIn()).toEqual(["own"]);
  });

  it("count again when the provider confirms them, under a new token", async () => {
    const { row, account } = await linked(["finance"], LAPSED);
    const hash = await begin();
    const before = await findSession(hash);
    await updateAccount(row, account, byTest);
    const after = await findSession(hash);
    expect(after?.user.groups).toEqual(["finance", "own"]);
    expect(after?.user.rightsVersion).toBe((before?.user.rightsVersion ?? 0) + 1);
  });

  it("don't count when nothing was ever confirmed, as before an upgrade", async () => {
    const { row } = await linked(["finance"]);
    await db().account.update({ where: { id: row.id }, data: { groupsConfirmedAt: null } });
    expect(await groupsIn()).toEqual(["own"]);
  });
});

describe("in a session that the account began", () => {
  it("count until the provider says otherwise", async () => {
    const { row, account } = await linked(["finance"], LAPSED);
    expect(await groupsIn(row.id)).toEqual(["finance", "own"]);
    await updateAccount(row, { ...account, groups: [] }, byTest);
    expect(await groupsIn(row.id)).toEqual(["own"]);
  });

  it("those of another account still lapse", async () => {
    const { row } = await linked(["analysts"]);
    await linked(["finance"], LAPSED);
    expect(await groupsIn(row.id)).toEqual(["analysts", "own"]);
  });
});

it("a group counts as long as one of its sources does", async () => {
  const { row } = await linked(["finance", "own"], FRESH);
  await linked(["finance"], LAPSED);
  expect(await groupsIn()).toEqual(["finance", "own"]);
  await confirmed(row.id, LAPSED);
  expect(await groupsIn()).toEqual(["own"]);
});

it("nobody gets the groups of another's account, however fresh", async () => {
  const { row } = await linked(["finance"]);
  const { id, username } = await addPerson(`p${randomUUID().slice(0, 8)}`);
  person = { userId: id, username };
  expect(await groupsIn()).toEqual([]);
  expect(row.userId).not.toBe(id);
});

it("says where groups come from, and until when they count everywhere", async () => {
  const { row } = await linked(["finance", "analysts"], 60);
  await linked([]);
  const { local, providers } = await groupSources(person.userId);
  expect(local).toEqual(["own"]);
  expect(providers).toEqual([
    {
      ...{ accountId: row.id, provider: "acme", groups: ["analysts", "finance"] },
      until: expect.any(Date) as Date,
    },
  ]);
  const left = (providers[0]?.until?.getTime() ?? 0) - Date.now();
  expect(left / 1000).toBeCloseTo(env().groupRefresh - 60, -1);
});
