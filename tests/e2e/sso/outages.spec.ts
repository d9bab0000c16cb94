/** Providers that are gone, slow, broken or endless: said within five seconds, and the others go on. */
import { readFileSync } from "node:fs";
import { type APIRequestContext, request as requests } from "playwright/test";
import type { Outage } from "@/scripts/sso-demo/provider/outage";
import { type Foyer, startFoyer } from "../../support/foyer";
import { expectRefused } from "../../support/oidc/census";
import { HOSTILE_SECRET, HostileProvider } from "../../support/oidc/hostile-provider";
import { newKey } from "../../support/oidc/hostile-tokens";
import { providerVariables } from "../../support/oidc/provider-variables";
import { untilCallback } from "../../support/oidc/step-by-step";
import { expect, test } from "../../support/test";

/** What people may have to wait, in milliseconds, and what a busy machine adds to it. */
const MAX_WAIT = 5000 + 1500;
const kinds = ["down", "broken", "slow", "huge"] as const;

// One server for all: each test has its own provider there.
test.describe.configure({ mode: "default" });
const providers = new Map<string, HostileProvider>();
let foyer: Foyer;

const provider = (id: string) => {
  const found = providers.get(id);
  if (!found) throw new Error(`no provider ${id}`);
  return found;
};
const parts = ["/jwks", "/token", "/me"];
const idOf = (kind: string, path: string) => `${kind}-${path.slice(1)}`;
const ids = ["fine", ...kinds, ...kinds.flatMap((kind) => parts.map((path) => idOf(kind, path)))];

test.beforeAll(async () => {
  for (const id of [...ids, "rotating", "silent"]) providers.set(id, await HostileProvider.start());
  const settings = [...providers].map(([id, { issuer }]) =>
    providerVariables(id, issuer, { LABEL: `provider ${id}.`, CLIENT_SECRET: HOSTILE_SECRET }),
  );
  // From the beginning: what a provider once said of itself is believed for a while.
  for (const kind of kinds) simulateOutage(kind, { kind });
  foyer = await startFoyer({ env: Object.assign({ GROUP_REFRESH: "1" }, ...settings) });
});

test.afterAll(async () => {
  await foyer.stop();
  for (const one of providers.values()) await one.stop();
});

const simulateOutage = (id: string, outage: Outage) => {
  provider(id).outage = outage;
};

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; milliseconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - began };
}

async function browserOf(work: (request: APIRequestContext) => Promise<void>): Promise<void> {
  const request = await requests.newContext({ baseURL: foyer.url });
  await work(request);
  await request.dispose();
}

/** Expects the answer at `address` to lead, in time, to the page that says so. */
async function expectUnavailable(request: APIRequestContext, address: string): Promise<void> {
  await expectRefused(foyer.databaseFile, async () => {
    const { result, milliseconds } = await timed(() => request.get(address, { maxRedirects: 0 }));
    expect(result.headers().location).toContain("/login?error=provider-unavailable");
    expect(milliseconds).toBeLessThan(MAX_WAIT);
  });
}

for (const kind of kinds) {
  test(`a provider that is ${kind} can't be started with`, async () => {
    await browserOf((request) => expectUnavailable(request, `/api/auth/signin/${kind}`));
  });
}

test("the sign-in page says which can't be reached, and the others go on", async ({
  page,
  origins,
}) => {
  origins.push(foyer.url, provider("fine").issuer);
  const { milliseconds } = await timed(async () => {
    await page.goto(`${foyer.url}/login`, { waitUntil: "commit" });
    for (const kind of kinds) {
      await expect(page.getByText(`provider ${kind}. can’t be reached right now.`)).toBeVisible();
    }
  });
  expect(milliseconds).toBeLessThan(MAX_WAIT);
  await expect(page.getByText("provider fine. can’t be reached")).toHaveCount(0);
  await page.getByRole("link", { name: "Sign in with provider fine." }).click();
  await expect(page.getByTestId("username")).toHaveText("eve");
});

for (const kind of kinds) {
  for (const path of parts) {
    test(`a provider whose ${path} is ${kind} lets nobody in`, async () => {
      const id = idOf(kind, path);
      simulateOutage(id, { kind, paths: [path] });
      await browserOf(async (request) => {
        await expectUnavailable(request, await untilCallback(request, id));
      });
      simulateOutage(id, { kind: "none" });
      await browserOf(async (request) => {
        const answer = await request.get(`/api/auth/signin/${id}`);
        expect(answer.url(), "when it is well again").toBe(`${foyer.url}/dashboards`);
      });
    });
  }
}

test("an endless answer takes no memory", async () => {
  const resident = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${foyer.process.pid}/status`, "utf8"))?.[1]);
  test.skip(process.platform !== "linux", "memory is read from /proc");
  simulateOutage("huge-token", { kind: "huge", paths: ["/token"] });
  const before = resident();
  await Promise.all(
    Array.from({ length: 20 }, () =>
      browserOf(async (request) => {
        await request.get("/api/auth/signin/huge-token");
      }),
    ),
  );
  expect(resident() - before, "kilobytes").toBeLessThan(150_000);
});

test("a key that the provider has just changed to is found", async () => {
  await browserOf(async (request) => {
    await request.get("/api/auth/signin/rotating");
    provider("rotating").key = await newKey();
    const answer = await request.get("/api/auth/signin/rotating");
    expect(answer.url()).toBe(`${foyer.url}/dashboards`);
  });
});

test("groups outlive a provider's bad hour", async () => {
  const fine = provider("silent");
  fine.behave({
    person: { sub: "eve", preferred_username: "silent-eve", groups: ["analysts"] },
    tokens: (answer) => ({ ...answer, refresh_token: "once" }),
  });
  await browserOf(async (request) => {
    await request.get("/api/auth/signin/silent");
    const flights = async () => (await request.get("/api/data/flights/days")).status();
    expect(await flights()).toBe(200);
    fine.outage = { kind: "broken", paths: ["/token"] };
    const asked = fine.asked("/token");
    await expect
      .poll(async () => {
        await flights();
        return fine.asked("/token");
      })
      .toBeGreaterThan(asked);
    expect(await flights()).toBe(200);
  });
});
