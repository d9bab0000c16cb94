/** What docs/single-sign-on.md says of Keycloak, with a real one: `npm run sso-demo -- keycloak`. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Page } from "playwright/test";
import { KeycloakAdmin } from "../../scripts/sso-demo/keycloak/admin.mjs";
import { freePort } from "../support/foyer";
import { inDatabase } from "../support/sign-in";
import { expect, test } from "../support/test";

test.describe.configure({ mode: "serial", timeout: 120_000 });

let demo: ChildProcess;
let output = "";
let [foyer, password] = ["", ""];
let keycloak: KeycloakAdmin;
const flights = "/dashboards/flights";

test.beforeAll(async () => {
  test.setTimeout(900_000);
  const [port, providerPort] = [await freePort(), await freePort()];
  foyer = `http://localhost:${port}`;
  const args = ["keycloak", `--port=${port}`, `--provider-port=${providerPort}`];
  demo = spawn(process.execPath, ["scripts/sso-demo.mjs", ...args], {
    env: { ...process.env, NEXTAUTH_SECRET: "a secret for browser tests, 0123456789" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  demo.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  await expect
    .poll(() => `${demo.exitCode ?? ""}${output}`, { timeout: 840_000 })
    .toMatch(/^\d|Ctrl-C ends both/);
  password = /whose password is (\S+)/.exec(output)?.[1] ?? "";
  const adminPassword = /with the password (\S+)/.exec(output)?.[1] ?? "";
  keycloak = await KeycloakAdmin.signIn(`http://localhost:${providerPort}`, adminPassword);
});

test.beforeEach(({ origins }) => void origins.push(foyer, keycloak.url));

test.afterAll(async () => {
  if (demo.exitCode !== null) return;
  const ended = once(demo, "exit");
  demo.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto(foyer + flights);
  await page.getByRole("link", { name: "Sign in with Keycloak" }).click();
  await page.getByLabel("Username or email").fill(username);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page.getByTestId("username")).toHaveText(new RegExp(`^${username}(-\\d+)?$`));
}

const statusOf = async (page: Page, path: string) =>
  (await page.request.get(foyer + path, { maxRedirects: 0 })).status();

async function groupsOf(page: Page): Promise<string[]> {
  const answer = await page.request.get(`${foyer}/api/auth/session`);
  return ((await answer.json()) as { groups: string[] }).groups;
}

const endSessions = async (username: string) =>
  keycloak.ask("POST", `/users/${await keycloak.idOf("users", username)}/logout`);

/** How many sessions Keycloak has ended by the back-channel so far. */
const toldSoFar = () =>
  inDatabase("var/sso-demo/foyer.db", (db) =>
    db.auditEvent.count({ where: { via: "backchannel:keycloak", action: "session.ended" } }),
  );

/** Changes the client as the console would: read, changed, saved. */
async function changeClient(change: Record<string, unknown>): Promise<void> {
  const path = `/clients/${await keycloak.idOf("clients", "foyer")}`;
  await keycloak.ask("PUT", path, { ...(await keycloak.ask("GET", path)), ...change });
}

test("signs in, back to the page asked for, with the groups from there", async ({ page }) => {
  await signIn(page, "ada");
  await expect(page).toHaveURL(foyer + flights);
  expect(await groupsOf(page)).toEqual(["analysts", "finance"]);
});

test("a group admins there makes nobody an administrator here", async ({ page }) => {
  await signIn(page, "grace");
  expect(await groupsOf(page)).toEqual(["analysts"]);
});

test("groups given and taken there follow while somebody works", async ({ page }) => {
  await signIn(page, "ada");
  await keycloak.setMember("ada", "analysts", false);
  await expect.poll(() => statusOf(page, flights), { timeout: 30_000 }).toBe(403);
  await keycloak.setMember("ada", "analysts", true);
  await expect.poll(() => statusOf(page, flights), { timeout: 30_000 }).toBe(200);
});

test("signed out there by an administrator: over here at once", async ({ page }) => {
  await signIn(page, "ada");
  expect(await statusOf(page, "/account")).toBe(200);
  const before = await toldSoFar();
  await endSessions("ada");
  // By the back-channel, not by the next reading of groups.
  await expect.poll(toldSoFar).toBeGreaterThan(before);
  expect(await statusOf(page, "/account")).toBe(307);
});

test("with front channel logout on, as the console makes clients, it is not told", async ({
  page,
}) => {
  await changeClient({ frontchannelLogout: true });
  await signIn(page, "ada");
  const before = await toldSoFar();
  await endSessions("ada");
  // The next reading of groups finds the grant gone.
  await expect.poll(() => statusOf(page, "/account"), { timeout: 30_000 }).toBe(307);
  expect(await toldSoFar()).toBe(before);
  await changeClient({ frontchannelLogout: false });
});

test("disabled there: over here with the next reading", async ({ page, quiet }) => {
  // Linus is in no group that may see the page asked for.
  quiet.allow(/403 \(Forbidden\)/);
  await signIn(page, "linus");
  const path = `/users/${await keycloak.idOf("users", "linus")}`;
  await keycloak.ask("PUT", path, { ...(await keycloak.ask("GET", path)), enabled: false });
  await expect.poll(() => statusOf(page, "/account"), { timeout: 30_000 }).toBe(307);
});

test("signing out goes on there, and back: the next sign-in asks for the password", async ({
  page,
}) => {
  await signIn(page, "grace");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${foyer}/login?signedOut`);
  await page.getByRole("link", { name: "Sign in with Keycloak" }).click();
  await expect(page.getByRole("textbox", { name: "Password" })).toBeVisible();
});

test("a wrong secret is unauthorized_client in the audit log", async ({ page }) => {
  const path = `/clients/${await keycloak.idOf("clients", "foyer")}/client-secret`;
  await keycloak.ask("POST", path);
  await page.goto(`${foyer}/login`);
  await page.getByRole("link", { name: "Sign in with Keycloak" }).click();
  await page.getByLabel("Username or email").fill("ada");
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page).toHaveURL(/\/login\?error=provider-refused/);
  const event = await inDatabase("var/sso-demo/foyer.db", (db) =>
    db.auditEvent.findFirstOrThrow({ where: { outcome: "failure" }, orderBy: { id: "desc" } }),
  );
  expect(event.detail).toContain("unauthorized_client");
  await page.goto("about:blank");
});
