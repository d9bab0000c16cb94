/** Groups read again: by one at a time, followed at once, and not held for ever when they can't be read. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db, transaction } from "@/lib/db/client";
import { findSession } from "@/lib/session/find-session";
import { addSession } from "@/lib/session/session-changes";
import { signInCandidate } from "@/lib/sign-in/core/provisioning";
import { candidateOf } from "@/lib/sign-in/oidc/candidate";
import { knownMetadata } from "@/lib/sign-in/oidc/protocol/discovery";
import { decryptTokens, encryptTokens } from "@/lib/sign-in/oidc/sessions/encrypted-tokens";
import {
  LAST_WORD_HOLDS,
  nextReading,
  refreshGroups,
} from "@/lib/sign-in/oidc/sessions/refresh-groups";
import { temporaryDatabase } from "../../../support/database";
import { configuredProvider } from "../../../support/oidc/configured";

const { evil, provider } = await configuredProvider({ GROUPS_CLAIM: "groups" });
temporaryDatabase();
afterAll(() => evil.behave());

const tokens = { accessToken: "a", refreshToken: "r1", idToken: "the first" };
let hash: string;

beforeEach(async () => {
  evil.behave();
  evil.outage = { kind: "none" };
  evil.grants.length = 0;
  const subject = randomUUID();
  hash = randomUUID();
  says(subject, ["a", "b"]);
  const profile = { sub: subject, groups: ["a", "b"] };
  const identity = { issuer: evil.issuer, subject, sid: null, profile };
  const { userId, accountId } = await signInCandidate(
    candidateOf(provider(), identity, tokens),
    null,
  );
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + 60_000);
  const own = {
    id,
    accountId,
    sid: null,
    tokens: encryptTokens(tokens, id),
    groupsDueAt: new Date(),
  };
  const rest = { userId, method: "oidc:evil", persistent: false, ip: null, userAgent: null };
  await transaction((tx) => addSession(tx, { ...rest, ...own, tokenHash: hash, expiresAt }));
});

function says(sub: string, groups: string[]): void {
  const person = { sub, groups, preferred_username: sub, name: sub, email: "x@x.example" };
  evil.behave({
    person,
    tokens: (usual) => ({ ...usual, refresh_token: `r${evil.grants.length + 1}` }),
  });
}

async function session() {
  const row = await findSession(hash);
  if (!row) throw new Error("the session is over");
  return row;
}

it("follows the provider, and keeps the refresh token that took the other's place", async () => {
  const before = await session();
  says(String(evil.behaviour.person.sub), ["b", "c"]);
  expect(await refreshGroups(before)).toBe(true);
  const after = await session();
  expect(after.user.groups).toEqual(["b", "c"]);
  expect(after.user.rightsVersion).toBe(before.user.rightsVersion + 1);
  expect(after.groupsDueAt?.getTime()).toBeGreaterThan(Date.now() + 500_000);
  expect(evil.grants.at(-1)?.get("refresh_token")).toBe("r1");
  const { id, tokens: encrypted } = await db().session.findUniqueOrThrow({
    where: { tokenHash: hash },
  });
  expect(decryptTokens(encrypted ?? "", id)).toMatchObject({
    refreshToken: "r2",
    idToken: "the first",
  });
});

it("uses a refresh token once, whoever asks at the same time", async () => {
  const row = await session();
  await Promise.all(Array.from({ length: 10 }, () => refreshGroups(row)));
  await refreshGroups(row);
  expect(evil.grants).toHaveLength(1);
});

it("waits for another process that reads them, and doesn't read too", async () => {
  const row = await session();
  const until = new Date(Date.now() + 30_000);
  await db().session.update({ where: { tokenHash: hash }, data: { groupsClaimedUntil: until } });
  const reading = refreshGroups(row);
  await db().session.update({ where: { tokenHash: hash }, data: { groupsDueAt: until } });
  await reading;
  expect(evil.grants).toHaveLength(0);
});

/** The provider is asked when it answers like this. */
async function answering(status: number, body: Record<string, unknown>, headers = {}) {
  evil.behave({ tokenStatus: status, tokenHeaders: headers, tokens: () => body });
  await refreshGroups(await session());
}

describe("ends the session when the provider answers", () => {
  const challenge = { "WWW-Authenticate": 'Basic realm="x"' };
  it.each<[number, Record<string, unknown>, object]>([
    [400, { error: "invalid_request" }, {}],
    [400, { error: "unauthorized_client" }, {}],
    [400, { error: "unsupported_grant_type" }, {}],
    [400, { error: "access_denied" }, {}],
    [403, { error: "access_denied" }, {}],
    [400, { error: "made_up" }, {}],
    [401, { error: "invalid_client" }, {}],
    [401, { error: "invalid_client" }, challenge],
    [401, {}, challenge],
    [400, {}, {}],
    [404, {}, {}],
    [200, { error: "bad_refresh_token" }, {}],
    [200, {}, {}],
    [302, {}, { Location: "https://login.example.com/" }],
  ])("%i %j %j", async (status, body, headers) => {
    await answering(status, body, headers);
    expect(await findSession(hash)).toBeNull();
  });

  it.each([401, 403, 404])("user info with %i", async (status) => {
    evil.behave({
      tokens: (usual) => ({ ...usual, id_token: undefined }),
      userinfoStatus: status,
    });
    await refreshGroups(await session());
    expect(await findSession(hash)).toBeNull();
  });
});

describe("waits when the provider answers", () => {
  it.each([429, 500, 502, 503])("%i", async (status) => {
    await answering(status, { error: "invalid_grant" });
    const { groupsFailingSince } = await db().session.findUniqueOrThrow({
      where: { tokenHash: hash },
    });
    expect(groupsFailingSince).not.toBeNull();
    expect((await session()).user.groups).toEqual(["a", "b"]);
  });

  it("user info with 429", async () => {
    evil.behave({
      tokens: (usual) => ({ ...usual, id_token: undefined }),
      userinfoStatus: 429,
    });
    await refreshGroups(await session());
    expect((await session()).user.groups).toEqual(["a", "b"]);
  });
});

describe("when the provider", () => {
  it("has taken the refresh token back, the session ends", async () => {
    evil.behave({ tokens: () => ({ error: "invalid_grant" }) });
    await refreshGroups(await session());
    expect(await findSession(hash)).toBeNull();
    const [last] = await db().auditEvent.findMany({ orderBy: { id: "desc" }, take: 1 });
    expect(last).toMatchObject({ action: "session.ended", via: "oidc:evil" });
  });

  it("speaks of somebody else, the session ends", async () => {
    says("somebody-else", ["admins"]);
    await refreshGroups(await session());
    expect(await findSession(hash)).toBeNull();
  });

  it("is down, its last word holds for an hour", async () => {
    evil.outage = { kind: "down" };
    const row = await session();
    await refreshGroups(row);
    const kept = await session();
    expect(kept.user.groups).toEqual(["a", "b"]);
    const since = new Date(Date.now() - LAST_WORD_HOLDS - 1000);
    const due = new Date(Date.now() - 1);
    const data = { groupsFailingSince: since, groupsDueAt: due };
    await db().session.update({ where: { tokenHash: hash }, data });
    await refreshGroups(await session());
    expect(await findSession(hash)).toBeNull();
  });
});

it("needs something to read with", () => {
  expect(knownMetadata(provider())).toBeDefined();
  expect(nextReading(provider(), { ...tokens, refreshToken: undefined })).toBeNull();
  expect(nextReading(provider({ refreshGroups: false }), tokens)).toBeNull();
  expect(
    nextReading(provider({ api: "github" }), { ...tokens, refreshToken: undefined }),
  ).not.toBeNull();
});
