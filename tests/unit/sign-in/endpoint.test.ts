/** Signing in and out at the endpoint around next-auth, as requests: tokens, origins, refusals, rows. */
import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { writeRefusals } from "@/lib/audit/refusals";
import { db } from "@/lib/db/client";
import { getAuth, postAuth } from "@/lib/sign-in/endpoint";
import { hash } from "@/lib/sign-in/password/hashes/worker.mjs";
import { temporaryDatabase } from "../../support/database";
import { addPerson } from "../../support/people";

// liveSession() is asked by token here; what Next.js knows of a request is not.
vi.mock("next/headers", () => ({ cookies: async () => ({ get: () => undefined }) }));

temporaryDatabase();
const ORIGIN = "http://localhost:3000";
const password = "a password of their own";
const passwordHash = hash({ password, cost: 10 });
let people = 0;
let username = "";

beforeEach(async () => {
  username = `person-${people++}`;
  await addPerson(username, { passwordHash, email: `${username}@example.com` });
});

async function post(path: string, fields: Record<string, string>, headers = {}) {
  const request = new NextRequest(`${ORIGIN}/api/auth/${path}`, {
    method: "POST",
    headers: { origin: ORIGIN, accept: "application/json", host: "localhost:3000", ...headers },
    body: new URLSearchParams(fields),
  });
  return postAuth(request, { params: Promise.resolve({ nextauth: path.split("/") }) });
}
const signIn = (fields: Record<string, string> = {}, headers = {}) =>
  post("callback/credentials", { username, password, ...fields }, headers);
const cookiesOf = (answer: Response) =>
  answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
const sessions = () => db().session.count({ where: { user: { username } } });
const rowsOf = async (action: string) => {
  await writeRefusals();
  return db().auditEvent.findMany({ where: { action, subject: username } });
};

describe("signing in", () => {
  it("starts a session, and is in the audit log", async () => {
    const answer = await signIn();
    expect([answer.status, await sessions()]).toEqual([200, 1]);
    expect(await answer.json()).toEqual({ url: "/dashboards" });
    expect(await rowsOf("session.started")).toMatchObject([
      { outcome: "success", actor: username, via: "password", count: 1 },
    ]);
  });

  it("is refused to somebody disabled, in the same words as a wrong password", async () => {
    await db().user.updateMany({ where: { username }, data: { disabledAt: new Date() } });
    const disabled = await signIn();
    expect([disabled.status, await sessions()]).toEqual([401, 0]);
    expect(await disabled.json()).toEqual(await (await signIn({ password: "wrong" })).json());
  });

  it("ends the session that the browser had", async () => {
    const cookie = cookiesOf(await signIn()).join("; ");
    expect((await signIn({}, { cookie })).status).toBe(200);
    expect(await sessions()).toBe(1);
  });

  it.each([
    ["from another site", { origin: "https://evil.example" }],
    ["that another site's page makes", { "sec-fetch-site": "cross-site" }],
    ["with a cookie and without an origin", { origin: "", cookie: "foyer.session=x" }],
  ])("does not work %s, even with all that is needed", async (_, headers) => {
    const answer = await signIn({}, headers);
    expect([answer.status, await sessions()]).toEqual([403, 0]);
    expect(await answer.json()).toMatchObject({ code: "cross-site" });
  });

  it("believes a CSRF token only beside its cookie", async () => {
    const request = new NextRequest(`${ORIGIN}/api/auth/csrf`);
    const params = Promise.resolve({ nextauth: ["csrf"] });
    const given = await getAuth(request, { params });
    const { csrfToken } = (await given.json()) as { csrfToken: string };
    const cookie = cookiesOf(given).find((c) => c.startsWith("foyer.csrf=")) ?? "";
    expect((await signIn({ csrfToken }, { cookie })).status).toBe(200);
    expect((await signIn({ csrfToken })).status).toBe(403);
    expect((await signIn({ csrfToken: `${csrfToken}x` }, { cookie })).status).toBe(403);
    const forged = { cookie: cookie.replace(/[0-9a-f]{8}$/, "00000000") };
    expect((await signIn({ csrfToken }, forged)).status).toBe(403);
    expect(await sessions()).toBe(1);
  });

  it("that fails is a row each, and after five one a minute", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) statuses.push((await signIn({ password: "wrong" })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect(await rowsOf("session.started")).toHaveLength(5);
    expect(await rowsOf("session.refused")).toMatchObject([{ outcome: "failure", count: 3 }]);
    expect(await rowsOf("access.refused")).toEqual([]);
  });

  it("on names that nobody has shares a row", async () => {
    for (let i = 0; i < 6; i++) await signIn({ username: `junk-${people}-${i}` });
    await writeRefusals();
    const where = { detail: { contains: "unknown name" } };
    const rows = await db().auditEvent.findMany({ where });
    expect(rows.length).toBeLessThanOrEqual(2);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  });

  it("by the address says nothing of what the name has failed", async () => {
    for (let i = 0; i < 6; i++) await signIn({ password: "wrong" });
    const email = `${username}@example.com`;
    expect((await signIn({ username: email, password: "wrong" })).status).toBe(401);
    expect((await signIn({ username: email })).status).toBe(200);
    expect((await signIn()).status).toBe(429);
  });

  it("on a device of one's own works whatever others failed", async () => {
    const cookie = cookiesOf(await signIn()).find((c) => c.startsWith("foyer.device="));
    for (let i = 0; i < 6; i++) await signIn({ password: "wrong" });
    expect((await signIn()).status).toBe(429);
    expect((await signIn({}, { cookie })).status).toBe(200);
  });
});

describe("signing out", () => {
  it("ends the session, and is in the audit log", async () => {
    const cookie = cookiesOf(await signIn()).join("; ");
    expect((await post("signout", {}, { cookie, origin: "https://evil.example" })).status).toBe(
      403,
    );
    expect(await sessions()).toBe(1);
    expect((await post("signout", {}, { cookie })).status).toBe(303);
    expect(await sessions()).toBe(0);
    expect(await rowsOf("session.ended")).toMatchObject([{ outcome: "success", via: "web" }]);
  });
});

describe("all else of next-auth's", () => {
  it.each(["_log", "session", "signin/credentials", "callback/unknown"])(
    "POST %s is closed",
    async (path) => {
      expect((await post(path, {})).status).toBe(404);
    },
  );
});
