/** Signing in by the endpoint: who gets in, by which name, from where, and where to. */
import { ask, cookieIn, postSignIn } from "../../support/ask";
import { SAMPLE_PASSWORD } from "../../support/foyer";
import { newPerson } from "../../support/new-person";
import { newSession } from "../../support/sign-in";
import { expect, test } from "../../support/test";

const right = { username: "alice", password: SAMPLE_PASSWORD };

for (const username of [
  "alice",
  "Alice",
  "ALICE",
  " alice ",
  "ａｌｉｃｅ",
  "alice@example.com",
  "Alice@Example.COM",
]) {
  test(`the right password lets ${JSON.stringify(username)} in`, async ({ server }) => {
    const response = await postSignIn(server, { ...right, username });
    expect(response.status).toBe(200);
    const session = cookieIn(response, "foyer.session");
    const me = await ask(server, "/api/auth/session", {
      headers: { Cookie: `foyer.session=${session}` },
    });
    expect(await me.json()).toMatchObject({ user: { name: "alice" }, groups: ["analysts"] });
  });
}

test("whatever is wrong gets the same words", async ({ server }) => {
  const person = await newPerson(server, { disabled: true });
  const bodies = new Set<string>();
  for (const fields of [
    { username: "carol", password: "not this one, sorry" },
    { username: "nobody-has-this-name", password: "not this one, sorry" },
    { username: "nobody@example.com", password: SAMPLE_PASSWORD },
    { username: person.username, password: person.password },
    { username: "carol", password: `${SAMPLE_PASSWORD} ` },
    { username: "carol", password: SAMPLE_PASSWORD.toUpperCase() },
    { username: "' OR 1=1 --", password: "' OR 1=1 --" },
    { username: "carol\u0000", password: SAMPLE_PASSWORD },
  ]) {
    const response = await postSignIn(server, fields);
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
    bodies.add(await response.text());
  }
  expect([...bodies].map((body) => JSON.parse(body))).toEqual([
    { status: 401, title: "Wrong username or password.", code: "wrong-credentials" },
  ]);
});

for (const [name, fields, invalid] of [
  ["no username", { password: "x" }, ["username"]],
  ["no password", { username: "alice" }, ["password"]],
  ["nothing", {}, ["username", "password"]],
  ["an overlong username", { username: "a".repeat(321), password: "x" }, ["username"]],
  ["an overlong password", { username: "alice", password: "x".repeat(1025) }, ["password"]],
] as [string, Record<string, string>, string[]][]) {
  test(`${name} is answered with the field's error`, async ({ server }) => {
    const response = await postSignIn(server, fields);
    expect(response.status).toBe(400);
    const { code, fields: errors } = await response.json();
    expect(code).toBe("invalid-input");
    expect(Object.keys(errors)).toEqual(invalid);
  });
}

test("a password is read to its last byte", async ({ server }) => {
  const { username } = await newPerson(server, { password: `${"a".repeat(72)}Y` });
  expect((await postSignIn(server, { username, password: `${"a".repeat(72)}X` })).status).toBe(401);
  expect((await postSignIn(server, { username, password: `${"a".repeat(72)}Y` })).status).toBe(200);
});

test("signs in with JSON too", async ({ server }) => {
  const response = await ask(server, "/api/auth/callback/credentials", {
    method: "POST",
    headers: { Origin: server.url, "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(right),
  });
  expect(response.status).toBe(200);
});

test("next-auth's own token works, and a wrong one doesn't", async ({ server }) => {
  const csrf = await ask(server, "/api/auth/csrf");
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = { Cookie: `foyer.csrf=${cookieIn(csrf, "foyer.csrf")}` };
  expect((await postSignIn(server, { ...right, csrfToken }, cookie)).status).toBe(200);
  const wrong = await postSignIn(server, { ...right, csrfToken: "0".repeat(64) }, cookie);
  expect(wrong.status).toBe(403);
  expect(cookieIn(wrong, "foyer.session")).toBeNull();
});

test.describe("from elsewhere", () => {
  const foreign: Record<string, Record<string, string>> = {
    "another origin": { Origin: "https://evil.example" },
    "a null origin": { Origin: "null" },
    "a similar origin": { Origin: "http://localhost.evil.example" },
    "another port": { Origin: "http://localhost:1" },
    "Sec-Fetch-Site: cross-site": { "Sec-Fetch-Site": "cross-site" },
    "Sec-Fetch-Site: same-site": { "Sec-Fetch-Site": "same-site" },
  };
  for (const [name, headers] of Object.entries(foreign)) {
    for (const path of ["/api/auth/callback/credentials", "/api/auth/signout", "/logout"]) {
      test(`${name} is refused at ${path}`, async ({ server }) => {
        const token = await newSession(server.databaseFile, "alice");
        const Cookie = `foyer.session=${token}`;
        const response = await ask(server, path, {
          method: "POST",
          headers: { Origin: server.url, Cookie, ...headers },
          body: new URLSearchParams(right),
        });
        expect(response.status).toBe(403);
        expect(response.headers.getSetCookie()).toEqual([]);
        expect((await ask(server, "/account", { headers: { Cookie } })).status).toBe(200);
      });
    }
  }

  test("a cookie without any origin is refused", async ({ server }) => {
    const response = await ask(server, "/api/auth/callback/credentials", {
      method: "POST",
      headers: { Cookie: "foyer.device=x" },
      body: new URLSearchParams(right),
    });
    expect(response.status).toBe(403);
  });
});

test.describe("where to", () => {
  const evil = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https://localhost@evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "foo",
    "%00",
    "/a\r\nSet-Cookie: x=1",
    "/\t/evil.example",
    `/${"x".repeat(10_000)}`,
    "/login",
    "/logout",
    "/api/auth/signout",
  ];
  for (const callbackUrl of evil) {
    test(`${JSON.stringify(callbackUrl.slice(0, 40))} leads to the dashboards`, async ({
      server,
    }) => {
      const response = await postSignIn(server, { ...right, callbackUrl }, { Accept: "*/*" });
      expect(response.status).toBe(303);
      expect(response.headers.get("location")).toBe("/dashboards");
      const page = await ask(server, `/login?callbackUrl=${encodeURIComponent(callbackUrl)}`);
      expect(page.status).toBe(200);
      expect(await page.text()).not.toMatch(/(href|action|value)="[^"]*evil/);
    });
  }
  for (const callbackUrl of ["/dashboards/weather?year=2013&month=2", "/account", "/"]) {
    test(`${callbackUrl} is gone back to`, async ({ server }) => {
      const response = await postSignIn(server, { ...right, callbackUrl }, { Accept: "*/*" });
      expect(response.headers.get("location")).toBe(callbackUrl);
    });
  }
  test("a planted callback cookie changes nothing", async ({ server }) => {
    for (const value of ["foo", "%00", "https%3A%2F%2Fevil.example", "javascript%3Aalert(1)"]) {
      const response = await postSignIn(server, right, {
        Accept: "*/*",
        Cookie: `foyer.callback=${value}`,
      });
      expect(response.headers.get("location")).toBe("/dashboards");
    }
  });
});

test.describe("cookies", () => {
  test("the session's ends with the browser, unless one asks to stay", async ({ server }) => {
    const line = (response: Response) =>
      response.headers.getSetCookie().find((c) => c.startsWith("foyer.session=")) ?? "";
    const short = line(await postSignIn(server, right));
    expect(short).toMatch(/HttpOnly/i);
    expect(short).toMatch(/SameSite=Lax/i);
    expect(short).toMatch(/Path=\//);
    expect(short).not.toMatch(/Expires|Max-Age|Domain/i);
    const long = line(await postSignIn(server, { ...right, keep: "1" }));
    const expires = Date.parse(/Expires=([^;]+)/i.exec(long)?.[1] ?? "");
    const days = (expires - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
  });

  test("a planted token is not taken over, and the old session is over", async ({ server }) => {
    const old = await newSession(server.databaseFile, "bob");
    const response = await postSignIn(server, right, { Cookie: `foyer.session=${old}` });
    const fresh = cookieIn(response, "foyer.session");
    expect(fresh).not.toBe(old);
    const status = async (token: string | null) =>
      (await ask(server, "/account", { headers: { Cookie: `foyer.session=${token}` } })).status;
    expect(await status(old)).toBe(307);
    expect(await status(fresh)).toBe(200);
  });
});

test.describe("the rest of next-auth", () => {
  for (const path of [
    "_log",
    "callback/none",
    "signin/credentials",
    "session",
    "callback/email",
    "verify-request",
  ]) {
    test(`POST /api/auth/${path} is closed`, async ({ server }) => {
      const response = await ask(server, `/api/auth/${path}`, {
        method: "POST",
        headers: { Origin: server.url },
        body: new URLSearchParams({ message: "forged", groups: "admins" }),
      });
      expect(response.status).toBe(404);
    });
  }

  test("an update from the client changes no rights", async ({ server }) => {
    const Cookie = `foyer.session=${await newSession(server.databaseFile, "carol")}`;
    await ask(server, "/api/auth/session", {
      method: "POST",
      headers: { Origin: server.url, Cookie, "Content-Type": "application/json" },
      body: JSON.stringify({ data: { groups: ["finance", "admins"], user: { name: "admin" } } }),
    });
    expect((await ask(server, "/dashboards/markets", { headers: { Cookie } })).status).toBe(403);
  });

  test("asking for the session doesn't make it last longer", async ({ server }) => {
    const Cookie = `foyer.session=${await newSession(server.databaseFile, "carol")}`;
    const response = await ask(server, "/api/auth/session", { headers: { Cookie } });
    expect(cookieIn(response, "foyer.session")).toBeNull();
  });
});
