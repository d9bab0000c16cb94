/** A deployment: what it refuses to start with, and how its first administrator is made. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashToken } from "@/lib/session/tokens";
import { ask, cookieIn, postSignIn } from "../../support/ask";
import { deployed, PUBLIC_URL, STRONG_SECRET, setupLink } from "../../support/deployment";
import { refusedFoyer } from "../../support/foyer";
import { users } from "../../support/server-users";
import { inDatabase } from "../../support/sign-in";
import { expect, test } from "../../support/test";

const EXAMPLE_SECRET = "replace-me-with-the-output-of-openssl-rand-base64-32";
const PASSWORD = "an owl counts nine lanterns";

const refused: [what: string, env: Record<string, string>, words: RegExp][] = [
  ["no secret", { NEXTAUTH_SECRET: "" }, /NEXTAUTH_SECRET is not set/],
  ["a short secret", { NEXTAUTH_SECRET: "short" }, /NEXTAUTH_SECRET is shorter than 32/],
  ["a dull secret", { NEXTAUTH_SECRET: "a".repeat(40) }, /NEXTAUTH_SECRET is not random/],
  ["the example's secret", { NEXTAUTH_SECRET: EXAMPLE_SECRET }, /NEXTAUTH_SECRET is the example's/],
  [
    "a sample password",
    { SAMPLE_PASSWORD: "a password for tests" },
    /SAMPLE_PASSWORD is for sample/,
  ],
  ["sample data", { SAMPLE_DATA: "1" }, /SAMPLE_DATA makes users with known names/],
  ["an address that is none", { APP_URL: "foyer" }, /APP_URL must be an address/],
  ["an address of another kind", { APP_URL: "ftp://foyer.example.com" }, /APP_URL must be/],
  ["a port that is none", { PORT: "http" }, /PORT must be/],
  ["cheap hashes", { BCRYPT_COST: "4" }, /BCRYPT_COST must be a whole number from 10 to 16/],
  ["another database", { DATABASE_URL: "postgres://x" }, /DATABASE_URL must be/],
];

for (const [what, env, words] of refused) {
  test(`does not start with ${what}, and says so`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
    const { status, output } = await refusedFoyer({ folder, env: { ...deployed, ...env } });
    expect(status).toBe(1);
    expect(output).toMatch(words);
    expect(output).not.toMatch(/\n\s+at |node:internal|file:\/\//);
    // Nothing that was refused is shown, and nothing was made.
    expect(output).not.toContain(EXAMPLE_SECRET);
    expect(output).not.toContain(STRONG_SECRET);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
}

test("names all that is wrong at once", async () => {
  const env = { ...deployed, NEXTAUTH_SECRET: "short", SAMPLE_DATA: "1", SAMPLE_PASSWORD: "" };
  const { status, output } = await refusedFoyer({ env });
  expect(status).toBe(1);
  expect(output).toContain("NEXTAUTH_SECRET");
  expect(output).toContain("SAMPLE_DATA");
});

test("starts with nobody in it, and one link to make somebody", async ({ ownServer }) => {
  const server = await ownServer({ env: deployed });
  expect(await inDatabase(server.databaseFile, (db) => db.user.count())).toBe(0);
  expect(server.output()).not.toContain("Sample users");
  const links = server.output().match(/\/setup\?token=/g);
  expect(links).toHaveLength(1);
  expect(setupLink(server.output())).toMatch(
    new RegExp(`^${PUBLIC_URL}/setup\\?token=[\\w-]{43}$`),
  );
  for (const username of ["admin", "alice", "root"]) {
    const answer = await postSignIn(
      server,
      { username, password: "a password for tests" },
      { Origin: PUBLIC_URL },
    );
    expect(answer.status).toBe(401);
  }
});

test("cookies are __Host- and Secure, and browsers are told to keep to https", async ({
  ownServer,
}) => {
  const server = await ownServer({ env: deployed });
  const added = await users(
    server,
    ["add", "root", "--group", "admins", "--password-stdin"],
    PASSWORD,
  );
  expect(added.status).toBe(0);
  const answer = await postSignIn(
    server,
    { username: "root", password: PASSWORD },
    { Origin: PUBLIC_URL },
  );
  expect(answer.status).toBe(200);
  const lines = answer.headers.getSetCookie();
  const session = lines.find((line) => line.startsWith("__Host-foyer.session="));
  expect(session).toMatch(/; Path=\//i);
  for (const line of lines) {
    expect(line).toMatch(/^__Host-foyer\.\w+=/);
    expect(line).toMatch(/; Secure/i);
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=lax/i);
    expect(line).not.toMatch(/; Domain/i);
  }
  for (const path of ["/", "/login", "/dashboards", "/api/health", "/none"]) {
    const page = await ask(server, path);
    expect(page.headers.get("strict-transport-security"), path).toMatch(/max-age=\d{8}/);
  }
  const token = cookieIn(answer, "__Host-foyer.session");
  const as = (name: string) => ask(server, "/account", { headers: { Cookie: `${name}=${token}` } });
  expect((await as("__Host-foyer.session")).status).toBe(200);
  // The name without a prefix, which another host of the domain could plant, counts for nothing.
  expect((await as("foyer.session")).status).toBe(307);
});

test("sign-in from any other origin is refused, localhost too", async ({ ownServer }) => {
  const server = await ownServer({ env: deployed });
  for (const Origin of [server.url, "http://foyer.example.com", "https://evil.example", "null"]) {
    const answer = await postSignIn(server, { username: "x", password: "y" }, { Origin });
    expect(answer.status, Origin).toBe(403);
  }
});

test("the link is dead once it is too old", async ({ ownServer }) => {
  const server = await ownServer({ env: deployed });
  const path = new URL(setupLink(server.output()) ?? "").search;
  const open = async () => (await ask(server, `/setup${path}`)).text();
  expect(await open()).toContain("Make the first administrator");
  await inDatabase(server.databaseFile, (db) =>
    db.setupLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } }),
  );
  expect(await open()).toContain("This link is no longer good");
});

test("the link is dead once there are users, and no new one is printed", async ({ ownServer }) => {
  const folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
  const first = await ownServer({ folder, env: deployed });
  const { search } = new URL(setupLink(first.output()) ?? "");
  expect((await users(first, ["add", "root", "--password-stdin"], PASSWORD)).status).toBe(0);
  expect(await (await ask(first, `/setup${search}`)).text()).toContain("no longer good");
  await first.stop();
  const second = await ownServer({ folder, env: deployed });
  expect(setupLink(second.output())).toBeUndefined();
  await second.stop();
  rmSync(folder, { recursive: true });
});

test("starting again replaces the link, and the database has only its hash", async ({
  ownServer,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "foyer-test-"));
  const first = await ownServer({ folder, env: deployed });
  const old = new URL(setupLink(first.output()) ?? "").searchParams.get("token") ?? "";
  await first.stop();
  const second = await ownServer({ folder, env: deployed });
  const { searchParams, search } = new URL(setupLink(second.output()) ?? "");
  expect(await (await ask(second, `/setup?token=${old}`)).text()).toContain("no longer good");
  expect(await (await ask(second, `/setup${search}`)).text()).toContain("Make the first");
  const rows = await inDatabase(second.databaseFile, (db) => db.setupLink.findMany());
  expect(rows.map(({ tokenHash }) => tokenHash)).toEqual([
    hashToken(searchParams.get("token") ?? ""),
  ]);
  await second.stop();
  rmSync(folder, { recursive: true });
});
