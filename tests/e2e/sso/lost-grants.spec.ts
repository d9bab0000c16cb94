/** Grants that a provider no longer honours, whatever it calls that: the session here ends, unless it may pass. */
import { newPerson, signInWith } from "../../support/oidc/at-provider";
import { expect, test } from "../../support/oidc/sso-test";
import { inDatabase } from "../../support/sign-in";

test.afterEach(({ sso }) => sso.evil.behave());

/** All groups are to be read again with the next request. */
const makeDue = ({ databaseFile }: { databaseFile: string }) =>
  inDatabase(databaseFile, (db) => db.session.updateMany({ data: { groupsDueAt: new Date() } }));

test("a client's secret that no longer counts ends the session here", async ({
  sso,
  page,
  anotherBrowser,
}) => {
  const person = await newPerson(sso.globex, ["analysts"]);
  await page.goto("/dashboards/flights");
  await signInWith(page, "Globex", person);
  await expect(page.getByTestId("username")).toHaveText(person.username);
  const flights = async () => (await page.request.get("/api/data/flights/days")).status();
  await sso.globex.addClient(sso.foyer.url, "globex", { client_secret: "a new secret there" });
  try {
    await expect.poll(flights, { timeout: 15_000 }).toBe(401);
    const other = await (await anotherBrowser()).newPage();
    await other.goto("/login");
    await signInWith(other, "Globex", person);
    await expect(other).toHaveURL(/\/login\?error=provider-refused/);
  } finally {
    await sso.globex.addClient(sso.foyer.url, "globex");
  }
});

for (const [status, error] of Object.entries({ 400: "invalid_request", 403: "access_denied" })) {
  test(`a lost grant ends the session, called ${error}`, async ({ sso, request, enter }) => {
    const tokens = (usual: Record<string, unknown>) => ({ ...usual, refresh_token: "once" });
    sso.evil.behave({ tokens });
    await enter("evil", "/account");
    const account = async () => (await request.get("/account", { maxRedirects: 0 })).status();
    for (const passing of [503, 429]) {
      const asked = sso.evil.grants.length;
      sso.evil.behave({ tokenStatus: passing, tokens: () => ({ error }) });
      await makeDue(sso.foyer);
      expect(await account(), `the provider answers ${passing}`).toBe(200);
      expect(sso.evil.grants.length).toBe(asked + 1);
    }
    sso.evil.behave({ tokenStatus: Number(status), tokens: () => ({ error }) });
    await makeDue(sso.foyer);
    expect(await account(), `the provider answers ${status} ${error}`).toBe(307);
  });
}
