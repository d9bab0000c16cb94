/** Dashboards that people add by copying: their addresses and rules are their own, and a rule's check can't hold up others. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDashboard } from "../../support/added-dashboards";
import { ask, cookieOf, type Person } from "../../support/ask";
import { BUILD_TIME, buildChanged } from "../../support/changed-project";
import { type Foyer, startFoyer } from "../../support/foyer";
import { linesAfterStart } from "../../support/log-lines";
import { expect, test } from "../../support/test";

// One worker: the build is made once.
test.describe.configure({ mode: "default" });

const originals = ["climate", "flights", "markets", "weather"];
const forBobAlone = `{ groups: { anyOf: ["finance"], noneOf: ["admins"] } }`;
/** Bodies of checks, each for carol only: nobody else's pages have to do with them. */
const failing: Record<string, string> = {
  never: "new Promise(() => {})",
  late: "later(3000).then(() => true)",
  "rejects-late": `later(2500).then(() => { throw new Error("late") })`,
  throws: `(() => { throw new Error("at once") })()`,
  rejects: `Promise.reject(new Error("no"))`,
  "gives-text": `"yes" as never`,
  "gives-nothing": "undefined as never",
};
/** A check's time, and what the rest of a page may take on a busy machine; in milliseconds. */
const LIMIT = 2000;
const REST = 1500;

let folder = "";
let foyer: Foyer | undefined;
const server = () => {
  if (!foyer) throw new Error("the server is not there");
  return foyer;
};
const asked = () => readFileSync(join(folder, "asked"), "utf8").split("\n").filter(Boolean);

test.beforeAll(async () => {
  test.setTimeout(BUILD_TIME);
  const project = await buildChanged("with-added-dashboards", (copy) => {
    for (const from of originals) {
      addDashboard(copy, { slug: `own-${from}`, from, rule: forBobAlone });
    }
    addDashboard(copy, { slug: "for-all", from: "weather", rule: "{ public: true }" });
    for (const [slug, body] of Object.entries(failing)) {
      const rule = `{ check: ({ username }) => (username === "carol" ? ${body} : false) }`;
      addDashboard(copy, { slug, from: "weather", rule });
    }
    const slow = `{ check: ({ username }) => { asked(); return username === "alice" ? later(1200).then(() => true) : true; } }`;
    addDashboard(copy, { slug: "slow", from: "weather", rule: slow });
  });
  folder = mkdtempSync(join(tmpdir(), "foyer-added-"));
  writeFileSync(join(folder, "asked"), "");
  foyer = await startFoyer({ project, env: { ASKED_FILE: join(folder, "asked") } });
  // Loads what is timed below: a server's first answers take longer than all that come after.
  for (const path of ["/", "/dashboards/slow", "/dashboards/own-flights", "/api/data/slow/days"]) {
    await page(path, "admin");
  }
});

test.afterAll(async () => {
  await foyer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function page(path: string, person: Person, headers: Record<string, string> = {}) {
  const began = performance.now();
  const signal = AbortSignal.timeout(20_000);
  const cookie = await cookieOf(server(), person);
  const response = await ask(server(), path, { headers: { ...headers, ...cookie }, signal });
  const body = await response.text();
  return { status: response.status, body, milliseconds: performance.now() - began };
}

/** How a browser asks for a page: as a document, or as React's own rows, for which Next.js adds to the path. */
async function waysTo(path: string, person: Person) {
  const headers = { RSC: "1" };
  const cookie = await cookieOf(server(), person);
  const moved = await ask(server(), path, { headers: { ...headers, ...cookie } });
  const { pathname, search } = new URL(moved.headers.get("location") ?? path, server().url);
  return [
    { path, headers: {} },
    { path: pathname + search, headers },
  ];
}

/** The addresses in a document: of links, forms and whatever else has one. */
function addressesIn(html: string): string[] {
  return [...html.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, found = ""]) =>
    found.replaceAll("&amp;", "&"),
  );
}

for (const from of originals) {
  test(`a copy of ${from} names itself in every address`, async () => {
    const slug = `own-${from}`;
    const { status, body } = await page(`/dashboards/${slug}`, "bob");
    expect(status).toBe(200);
    const main = body.slice(body.indexOf("<main"));
    const csv = addressesIn(main).filter((address) => address.startsWith("/api/data/"));
    expect(csv.length).toBeGreaterThan(0);
    for (const address of csv) {
      expect(address).toMatch(new RegExp(`^/api/data/${slug}/`));
      const rows = await ask(server(), address, { headers: await cookieOf(server(), "bob") });
      expect(rows.status, address).toBe(200);
      expect(rows.headers.get("content-disposition")).toContain(`filename="${slug}-`);
    }
    expect(/<form[^>]* aria-label="Filters"[^>]*>/.exec(main)?.[0]).toContain(
      `action="/dashboards/${slug}"`,
    );
    const within = main.slice(0, main.indexOf("</main>"));
    for (const address of addressesIn(within).filter((a) => a.startsWith("/dashboards/"))) {
      expect(address).toMatch(new RegExp(`^/dashboards/${slug}(\\?|$)`));
    }
  });

  test(`what a browser is sent of a copy of ${from} names the original in its navigation only`, async () => {
    const named = (body: string) => body.split(`/dashboards/${from}`).length;
    const query = from === "markets" ? "?from=2001-02-01" : "";
    const others = await waysTo("/dashboards/own-climate", "bob");
    for (const [i, way] of (await waysTo(`/dashboards/own-${from}${query}`, "bob")).entries()) {
      const copy = await page(way.path, "bob", way.headers);
      const other = await page(others[i]?.path ?? "", "bob", others[i]?.headers);
      expect(copy.status).toBe(200);
      expect(copy.body).not.toContain(`/api/data/${from}/`);
      if (from !== "climate") expect(named(copy.body)).toBe(named(other.body));
      expect(copy.body).toContain(`/api/data/own-${from}/`);
    }
  });

  test(`a copy of ${from} has its own rule`, async () => {
    for (const [person, status] of [
      ["bob", 200],
      ["admin", 403],
      ["alice", 403],
    ] as const) {
      const { status: got } = await page(`/dashboards/own-${from}`, person);
      expect(got, person).toBe(status);
      const main = (await page(`/dashboards/own-${from}`, "bob")).body;
      const [data = ""] = addressesIn(main).filter((address) => address.startsWith("/api/data/"));
      expect((await page(data, person)).status, `${person}: ${data}`).toBe(status);
    }
    expect((await page(`/dashboards/own-${from}`, "nobody")).status).toBe(307);
  });
}

test("a copy may be made public by its access.ts alone", async () => {
  for (const person of ["nobody", "carol"] as const) {
    const { status, body } = await page("/dashboards/for-all", person);
    expect(status, person).toBe(200);
    expect(body).toContain("/api/data/for-all/days");
    expect((await page("/api/data/for-all/days", person)).status, person).toBe(200);
  }
});

for (const path of ["/", "/login", "/dashboards", "/dashboards/weather", "/account", "/none"]) {
  test(`${path} is there although checks of other dashboards fail`, async () => {
    const { status, body, milliseconds } = await page(path, "carol");
    expect(status).toBe(path === "/none" ? 404 : 200);
    expect(milliseconds).toBeLessThan(LIMIT + REST);
    expect(body).toContain('href="/dashboards/weather"');
    expect(body).toContain('href="/dashboards/slow"');
    for (const slug of Object.keys(failing)) expect(body).not.toContain(`"/dashboards/${slug}"`);
  });
}

for (const slug of Object.keys(failing)) {
  test(`${slug}: a check that fails forbids, within its time`, async () => {
    for (const path of [`/dashboards/${slug}`, `/api/data/${slug}/days`]) {
      const { status, milliseconds } = await page(path, "carol");
      expect(status, path).toBe(403);
      expect(milliseconds, path).toBeLessThan(LIMIT + REST);
    }
  });
}

test("a check is asked once per request, whoever wants to know", async () => {
  for (const address of ["/", "/dashboards", "/dashboards/slow", "/api/data/slow/days"]) {
    for (const { path, headers } of await waysTo(address, "bob")) {
      const before = asked().length;
      expect((await page(path, "bob", headers)).status).toBe(200);
      expect(asked().length - before, path).toBe(1);
    }
  }
});

test("a check that takes long, but not too long, is waited for once", async () => {
  const { status, milliseconds } = await page("/dashboards/slow", "alice");
  expect(status).toBe(200);
  expect(milliseconds).toBeGreaterThan(1200);
  expect(milliseconds).toBeLessThan(1200 + REST);
});

test("each rule that failed is in the log once a minute, by name", async () => {
  const lines = () => linesAfterStart(server().output()).map((line) => JSON.parse(line));
  await page("/", "carol");
  await page("/", "carol");
  const about = (slug: string) => lines().filter(({ rule }) => rule === `/dashboards/${slug}`);
  for (const slug of Object.keys(failing)) {
    await expect.poll(() => about(slug).length, { message: slug }).toBeGreaterThan(0);
    const times = about(slug).map(({ time }) => Date.parse(time));
    for (const [i, time] of times.entries()) {
      const next = times[i + 1];
      if (next !== undefined) expect(next - time, slug).toBeGreaterThanOrEqual(60_000);
    }
  }
  const words = lines().map(({ msg }) => msg);
  expect(words).not.toContain("unhandledRejection");
  expect(words).not.toContain("uncaughtException");
});
