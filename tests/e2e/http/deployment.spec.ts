/** A public APP_URL: nothing weak starts, nobody is there by default, one link makes the first administrator. */
import { refusedFoyer } from "../../support/foyer";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

test.describe.configure({ timeout: 120_000 });

const APP_URL = "https://foyer.example.com";

for (const [env, words] of [
  [{ APP_URL, NEXTAUTH_SECRET: "" }, "NEXTAUTH_SECRET is not set"],
  [{ APP_URL, NEXTAUTH_SECRET: "short" }, "NEXTAUTH_SECRET is shorter"],
  [{ APP_URL, NEXTAUTH_SECRET: "a".repeat(64) }, "NEXTAUTH_SECRET is not random"],
  [
    { APP_URL, NEXTAUTH_SECRET: "replace-me-with-the-output-of-openssl-rand-base64-32" },
    "NEXTAUTH_SECRET is the example's",
  ],
  [{ APP_URL, SAMPLE_PASSWORD: "a password for tests" }, "SAMPLE_PASSWORD is for sample users"],
  [{ APP_URL, SAMPLE_DATA: "1" }, "SAMPLE_DATA makes users with known names"],
  [{ APP_URL: "foyer.example.com" }, "APP_URL must be an address"],
  [{ PORT: "http" }, "PORT must be"],
  [{ DATABASE_URL: "postgres://db" }, "DATABASE_URL must be"],
] as [Record<string, string>, string][]) {
  test(`does not start with ${JSON.stringify(env)}`, async () => {
    const { status, output } = await refusedFoyer({ env });
    expect(output).toContain(words);
    expect(output, "words, not a stack").not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  });
}

test("has no user, and prints a link for the first administrator", async ({ ownServer }) => {
  const foyer = await ownServer({ env: { APP_URL } });
  expect(await inDatabase(foyer.databaseFile, (db) => db.user.count())).toBe(0);
  expect(foyer.output()).toContain("Foyer is ready at https://foyer.example.com");
  expect(foyer.output()).toMatch(/https:\/\/foyer\.example\.com\/setup\?token=[\w-]{43}\s/);
  expect(foyer.output()).not.toContain("Sample users");
});

test("speaks of itself by APP_URL only, whatever Host says", async ({ ownServer }) => {
  const foyer = await ownServer({ env: { APP_URL } });
  const response = await fetch(`${foyer.url}/api/auth/providers`, {
    headers: { "X-Forwarded-Host": "evil.com" },
  });
  expect(await response.text()).not.toContain("evil.com");
});
