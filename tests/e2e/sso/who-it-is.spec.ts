/** Who somebody is: issuer and subject, whatever else a provider claims. */
import type { APIRequestContext } from "playwright/test";
import { expect, test } from "../../support/oidc/sso-test";
import { inDatabase, signIn } from "../../support/sign-in";

test.afterEach(({ sso }) => sso.evil.behave());

/** Everything about a sample user that a stranger might get at. */
const victim = (databaseFile: string) =>
  inDatabase(databaseFile, (db) =>
    db.user.findUniqueOrThrow({
      where: { usernameKey: "alice" },
      include: { accounts: true, sessions: true, memberships: { orderBy: { groupId: "asc" } } },
    }),
  );

async function sessionOf(request: APIRequestContext) {
  const answer = await request.get("/api/auth/session");
  return (await answer.json()) as { user?: { name: string | null }; groups?: string[] };
}

for (const [words, person] of Object.entries({
  "name and unverified e-mail address": { email_verified: false },
  "name and verified e-mail address": { email_verified: true },
  "name, address and user id": { email_verified: true, id: "alice", uid: "alice" },
})) {
  test(`nobody is let in as somebody else by ${words}`, async ({ sso, enter, request }) => {
    const { databaseFile } = sso.foyer;
    const before = await victim(databaseFile);
    const claims = { preferred_username: "alice", name: "Alice", email: "alice@example.com" };
    sso.evil.behave({ person: { sub: `not-alice: ${words}`, ...claims, ...person } });
    await enter("evil", "/account");
    expect(await victim(databaseFile)).toEqual(before);
    const { user, groups } = await sessionOf(request);
    expect(user?.name).not.toBe("alice");
    expect(groups ?? []).toEqual([]);
    expect((await request.get("/dashboards/flights")).status()).toBe(403);
  });
}

test("the subject 1 of one provider is not that of another", async ({
  sso,
  enter,
  request,
  playwright,
}) => {
  sso.evil.behave({ person: { sub: "1", preferred_username: "one" } });
  await enter("evil");
  const first = (await sessionOf(request)).user?.name;
  expect(first).toBe("one");
  const users = await inDatabase(sso.foyer.databaseFile, async (db) => ({
    accounts: await db.account.findMany({ where: { subject: "1" }, select: { issuer: true } }),
    withThatId: await db.user.count({ where: { id: "1" } }),
  }));
  expect(users).toEqual({ accounts: [{ issuer: sso.evil.issuer }], withThatId: 0 });
  const again = await playwright.request.newContext({ baseURL: sso.foyer.url });
  await again.get("/api/auth/signin/evil");
  expect((await sessionOf(again)).user?.name).toBe(first);
  await again.dispose();
});

test("a person is known again by the subject, whatever else has changed", async ({
  sso,
  enter,
  request,
}) => {
  const sub = "the same person";
  const users = () => inDatabase(sso.foyer.databaseFile, (db) => db.user.count());
  sso.evil.behave({ person: { sub, preferred_username: "before", email: "before@evil.example" } });
  await enter("evil");
  const count = await users();
  sso.evil.behave({ person: { sub, preferred_username: "after", email: "after@evil.example" } });
  await enter("evil");
  expect(await users()).toBe(count);
  expect((await sessionOf(request)).user?.name).toBe("before");
});

test("the session that this browser had before ends", async ({ sso, context, page }) => {
  const old = await signIn(context, sso.foyer, "bob");
  await page.goto("/dashboards");
  await expect(page.getByTestId("username")).toHaveText("bob");
  await page.goto("/api/auth/signin/evil");
  await expect(page.getByTestId("username")).toHaveText("eve");
  const copied = await context.request.get("/account", {
    headers: { cookie: `foyer.session=${old}` },
    maxRedirects: 0,
  });
  expect(copied.status()).toBe(307);
});

test("names that are none of ours are made so", async ({ sso, enter, request }) => {
  for (const [i, wanted] of ["", "<b>x</b>", "a b", "x".repeat(300), "\u0000", "Å"].entries()) {
    sso.evil.behave({ person: { sub: `odd ${i}`, preferred_username: wanted } });
    const answer = await enter("evil");
    expect(answer.url(), JSON.stringify(wanted)).toBe(`${sso.foyer.url}/dashboards`);
    const name = (await sessionOf(request)).user?.name ?? "";
    expect(name, JSON.stringify(wanted)).toMatch(/^[^\s<>@]{1,64}$/);
  }
});
