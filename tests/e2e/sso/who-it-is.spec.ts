/** Who somebody is: issuer and subject, whatever else a provider claims. */

import { expect, test } from "../../support/oidc/sso-test";
import { inDatabase } from "../../support/sign-in";

test.afterEach(({ sso }) => sso.evil.behave());

/** Everything about a sample user that a stranger might get at. */
const victim = (databaseFile: string) =>
  inDatabase(databaseFile, (db) =>
    db.user.findUniqueOrThrow({
      where: { usernameKey: "alice" },
      include: { accounts: true, sessions: true, memberships: { orderBy: { groupId: "asc" } } },
    }),
  );

for (const [words, person] of Object.entries({
  "name, unverified e-mail address": { email_verified: false },
  "name, verified e-mail address": { email_verified: true },
  "name and user id": { email_verified: true, id: "alice" },
})) {
  test(`gets nothing of somebody else by their ${words}`, async ({ sso, enter, request }) => {
    const { databaseFile } = sso.foyer;
    const before = await victim(databaseFile);
    const claims = { preferred_username: "alice", name: "Alice", email: "alice@example.com" };
    sso.evil.behave({ person: { sub: `not-alice-${words}`, ...claims, ...person } });
    await enter("evil", "/account");
    expect(await victim(databaseFile)).toEqual(before);
    const session = await (await request.get("/api/auth/session")).json();
    expect(session.user?.name).not.toBe("alice");
    expect(session.groups ?? []).toEqual([]);
    expect((await request.get("/dashboards/flights")).status()).toBe(403);
  });
}

test("tells the subject 1 of one provider from that of another", async ({
  sso,
  enter,
  request,
}) => {
  const asSubjectOne = { sub: "1", name: "One", groups: ["analysts"] };
  await sso.globex.change("1", { ...asSubjectOne, preferred_username: "one-at-globex" });
  sso.evil.behave({ person: { ...asSubjectOne, preferred_username: "one-at-evil" } });
  await enter("evil");
  const first = await (await request.get("/api/auth/session")).json();
  expect(first.user.name).toBe("one-at-evil");
  const rows = await inDatabase(sso.foyer.databaseFile, (db) =>
    db.account.findMany({ where: { subject: "1" }, include: { user: true } }),
  );
  expect(rows.map(({ issuer, user }) => [issuer, user.username])).toEqual([
    [sso.evil.issuer, "one-at-evil"],
  ]);
});

test("knows a person again by the subject, under a new name and address", async ({
  sso,
  enter,
  request,
}) => {
  const sub = "the-same-person";
  sso.evil.behave({ person: { sub, preferred_username: "before", email: "before@evil.example" } });
  await enter("evil");
  const count = () => inDatabase(sso.foyer.databaseFile, (db) => db.user.count());
  const users = await count();
  sso.evil.behave({ person: { sub, preferred_username: "after", email: "after@evil.example" } });
  await enter("evil");
  expect(await count()).toBe(users);
  const session = await (await request.get("/api/auth/session")).json();
  expect(session.user.name).toBe("before");
});

test("ends the session that this browser had before", async ({ sso, enter, context, request }) => {
  const { newSession } = await import("../../support/sign-in");
  const old = await newSession(sso.foyer.databaseFile, "bob");
  const cookie = `foyer.session=${old}`;
  await context.clearCookies();
  await enter("evil");
  const before = await request.get("/api/auth/session", { headers: { cookie } });
  expect((await before.json()).user.name).toBe("bob");
  const started = await request.get("/api/auth/signin/evil", { headers: { cookie } });
  expect(started.url()).toBe(`${sso.foyer.url}/dashboards`);
});
