/** A provider's word that somebody signed out there: believed once, if all of it is right. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { writeRefusals } from "@/lib/audit/refusals";
import { db, transaction } from "@/lib/db/client";
import { addSession } from "@/lib/session/session-changes";
import { signInCandidate } from "@/lib/sign-in/core/provisioning";
import { candidateOf } from "@/lib/sign-in/oidc/candidate";
import { backchannelLogout } from "@/lib/sign-in/oidc/sign-out/backchannel";
import { temporaryDatabase } from "../../../support/database";
import { configuredProvider } from "../../../support/oidc/configured";
import { forgetKeys } from "../../../support/oidc/forget";
import { HOSTILE_SECRET } from "../../../support/oidc/hostile-provider";
import {
  byAnotherKey,
  hmacWithClientSecret,
  unsigned,
  withHeader,
  withItsOwnKey,
  withLaw,
} from "../../../support/oidc/hostile-tokens";

const { evil, provider } = await configuredProvider();
temporaryDatabase();

let subject: string;
const tokens = { accessToken: undefined, refreshToken: undefined, idToken: undefined };

/** Three sessions: two that know the provider's, one that never learnt it. */
beforeEach(async () => {
  subject = randomUUID();
  const identity = { issuer: evil.issuer, subject, sid: null, profile: { sub: subject } };
  const { userId, accountId } = await signInCandidate(
    candidateOf(provider(), identity, tokens),
    null,
  );
  await db().session.deleteMany();
  await writeRefusals();
  await db().auditEvent.deleteMany();
  const rest = { userId, method: "oidc:evil", persistent: false, ip: null, userAgent: null };
  const expiresAt = new Date(Date.now() + 60_000);
  for (const sid of ["one", "two", null]) {
    const own = { id: randomUUID(), tokenHash: randomUUID(), accountId, sid };
    const provided = { tokens: "encrypted", groupsDueAt: null };
    await transaction((tx) => addSession(tx, { ...rest, ...own, ...provided, expiresAt }));
  }
});

function send(token: string): Promise<Response> {
  const body = new URLSearchParams({ logout_token: token });
  return backchannelLogout(new Request("http://localhost/", { method: "POST", body }), provider());
}

const left = async () => (await db().session.findMany()).map(({ sid }) => sid);

it("ends the session of a sid, and those that never learnt theirs", async () => {
  const answer = await send(await evil.logoutToken({ sub: subject, sid: "one" }));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await left()).toEqual(["two"]);
});

it("ends the session of a sid alone", async () => {
  await send(await evil.logoutToken({ sid: "one" }));
  expect(await left()).toEqual(["two", null]);
});

it("ends all sessions of a sub", async () => {
  await send(await evil.logoutToken({ sub: subject }));
  expect(await left()).toEqual([]);
});

it("ends nobody else's", async () => {
  await send(await evil.logoutToken({ sub: "somebody", sid: "one" }));
  expect(await left()).toHaveLength(3);
});

it.each(["logout+jwt", "application/logout+JWT", "JWT"])(
  "takes a token of the kind %s",
  async (typ) => {
    const token = await evil.logoutToken({ sub: subject }, withHeader({ typ }));
    expect((await send(token)).status).toBe(200);
    expect(await left()).toEqual([]);
  },
);

it("may be told again when the provider's keys couldn't be had", async () => {
  forgetKeys();
  evil.outage = { kind: "broken", paths: ["/jwks"] };
  const token = await evil.logoutToken({ sub: subject });
  const answer = await send(token);
  evil.outage = { kind: "none" };
  expect(answer.status).toBe(503);
  expect(await db().auditEvent.findMany()).toMatchObject([
    { outcome: "failure", detail: expect.stringContaining("provider-unavailable") },
  ]);
  expect((await send(token)).status).toBe(200);
  expect(await left()).toEqual([]);
});

it("believes a token once", async () => {
  const token = await evil.logoutToken({ sid: "one" });
  expect((await send(token)).status).toBe(200);
  expect((await send(token)).status).toBe(400);
  expect(await left()).toHaveLength(2);
});

describe("refuses, with one line in the audit log, a token", () => {
  const hour = 3600;
  const now = Math.floor(Date.now() / 1000);
  it.each<[string, Record<string, unknown>]>([
    ["without events", { events: undefined }],
    ["of another event", { events: { other: {} } }],
    [
      "with events that are a list",
      { events: ["http://schemas.openid.net/event/backchannel-logout"] },
    ],
    ["with a nonce", { nonce: "n" }],
    ["without jti", { jti: undefined }],
    ["without iat", { iat: undefined }],
    ["from long ago", { iat: now - hour, exp: now + hour }],
    ["past its time", { exp: now - hour }],
    ["for another client", { aud: "other" }],
    ["of another issuer", { iss: "https://other.example" }],
    ["about nobody", { sub: undefined, sid: undefined }],
    ["about a number", { sub: 1 }],
    ["about an empty name", { sub: "" }],
    ["about a session that is a number", { sid: 1 }],
    ["about a session without a name", { sid: "" }],
    ["with a jti that is a number", { jti: 1 }],
    ["without exp", { exp: undefined }],
    ["from the future", { iat: now + hour, exp: now + 2 * hour }],
    ["for several, another of them authorised", { aud: ["foyer", "other"], azp: "other" }],
  ])("%s", async (_, change) => {
    const answer = await send(await evil.logoutToken({ sub: subject, ...change }));
    expect(answer.status).toBe(400);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await left()).toHaveLength(3);
    await writeRefusals();
    expect(await db().auditEvent.findMany()).toMatchObject([{ outcome: "failure" }]);
  });

  it.each([
    ["not signed", unsigned],
    ["signed by another key", byAnotherKey],
    ["with a law that must be understood", withLaw],
    ["with the key that it brings along", withItsOwnKey],
    ["with the client's secret as its key", hmacWithClientSecret(HOSTILE_SECRET)],
    ["of the kind of an access token", withHeader({ typ: "at+jwt" })],
  ])("%s", async (_, sign) => {
    expect((await send(await evil.logoutToken({ sub: subject }, sign))).status).toBe(400);
    expect(await left()).toHaveLength(3);
  });

  it("that is none", async () => {
    expect((await send("")).status).toBe(400);
    expect((await send("a.b.c")).status).toBe(400);
    expect(await left()).toHaveLength(3);
  });
});
