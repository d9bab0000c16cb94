/** Bodies and headers that no browser sends: too large, too slow, malformed. */
import type { Socket } from "node:net";
import { ask, cookieOf, postSignIn } from "../../support/ask";
import { connection, requestHead, sendRaw } from "../../support/raw-bytes";
import { expect, test } from "../../support/test";

const MEGABYTE = 1024 * 1024;
const signInPath = "/api/auth/callback/credentials";
const endpoints = [
  signInPath,
  "/api/auth/signout",
  "/api/auth/_log",
  "/api/health",
  "/api/data/climate/co2",
  "/api/data/flights/days",
  "/api/none",
  "/login",
  "/logout",
  "/setup",
  "/account",
  "/dashboards/climate",
];

/** 64 MB, a piece at a time; `frame` wraps each as the encoding wants it. */
function* flood(head: string, frame: (piece: Buffer) => Buffer = (piece) => piece) {
  yield head;
  const piece = frame(Buffer.alloc(64 * 1024, "a"));
  for (let i = 0; i < 64 * 16; i++) yield piece;
}

const asChunk = (piece: Buffer) =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]);

for (const path of endpoints) {
  test(`64 MB announced to ${path} are refused at once`, async ({ server }) => {
    const head = requestHead(`POST ${path}`, {
      Host: new URL(server.url).host,
      Origin: server.url,
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": String(64 * MEGABYTE),
    });
    const answer = await sendRaw(server, flood(head));
    expect(answer.status).toBe(413);
    expect(answer.milliseconds).toBeLessThan(1000);
  });

  test(`64 MB in chunks to ${path} are refused before they have come`, async ({ server }) => {
    const head = requestHead(`POST ${path}`, {
      Host: new URL(server.url).host,
      Origin: server.url,
      "Content-Type": "application/x-www-form-urlencoded",
      "Transfer-Encoding": "chunked",
    });
    const answer = await sendRaw(server, flood(head, asChunk));
    // What doesn't read its body may have answered by then, with no more than a refusal.
    expect([401, 403, 404, 405, 413]).toContain(answer.status);
    if (path === signInPath) expect(answer.status).toBe(413);
    expect(answer.milliseconds).toBeLessThan(1000);
  });
}

test("a body of just the size allowed is read, one byte more is not", async ({ server }) => {
  const body = (size: number) => `username=x&password=${"a".repeat(size)}`.slice(0, size);
  const send = (size: number) =>
    ask(server, signInPath, {
      method: "POST",
      headers: { Origin: server.url, "Content-Type": "application/x-www-form-urlencoded" },
      body: body(size),
    });
  // Read, and then found to hold an overlong password.
  expect((await send(16 * 1024)).status).toBe(400);
  expect((await send(16 * 1024 + 1)).status).toBe(413);
});

test("one byte a second, or none at all, is cut off, and others are not held up", async ({
  server,
}) => {
  test.setTimeout(60_000);
  const head = requestHead(`POST ${signInPath}`, {
    Host: new URL(server.url).host,
    Origin: server.url,
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": "1000",
  });
  const slow: Socket[] = [];
  for (let i = 0; i < 60; i++) slow.push(await connection(server));
  const silent = await connection(server);
  const ends = [...slow, silent].map(
    (socket) => new Promise((resolve) => socket.once("close", resolve)),
  );
  for (const socket of slow) socket.resume().write(head);
  silent.resume().write("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na");
  const dripping = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write("a");
  }, 1000);
  const began = performance.now();
  let open = true;
  const all = Promise.all(ends).then(() => {
    open = false;
  });
  let served = 0;
  while (open) {
    expect((await ask(server, "/api/health")).status).toBe(200);
    served++;
    expect(performance.now() - began, "slow connections are still open").toBeLessThan(30_000);
  }
  clearInterval(dripping);
  await all;
  expect(served).toBeGreaterThan(20);
});

const wrong: Record<string, string> = {
  "an empty text": "",
  "no JSON": "{username:",
  null: "null",
  "a number": "1",
  "a text": '"alice"',
  "a list": '["alice","password"]',
  "names of other types": '{"username":1,"password":true}',
  "names as objects": '{"username":{"contains":""},"password":{"not":""}}',
  "names as lists": '{"username":["alice"],"password":["x"]}',
  "a deep list": "[".repeat(8000) + "]".repeat(8000),
  "a deep object": `${'{"username":'.repeat(600)}1${"}".repeat(600)}`,
  "a prototype": '{"__proto__":{"username":"alice","password":"a password for tests"}}',
  "a constructor":
    '{"constructor":{"prototype":{"username":"alice"}},"password":"a password for tests"}',
  "a byte order mark": '\xef\xbb\xbf{"username":"alice"}',
  "broken UTF-8": '{"username":"\xff\xfe","password":1}',
};

for (const [what, body] of Object.entries(wrong)) {
  test(`sign-in with ${what} as JSON is refused`, async ({ server }) => {
    const response = await ask(server, signInPath, {
      method: "POST",
      headers: {
        Origin: server.url,
        Accept: "application/json",
        "Content-Type": "application/json",
      },
      body: Buffer.from(body, "latin1"),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: 400, code: "invalid-input" });
    expect(response.headers.getSetCookie().join()).not.toContain("foyer.session=");
  });
}

for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/xml", "\x7f/"]) {
  test(`sign-in as ${JSON.stringify(type)} is refused`, async ({ server }) => {
    const answer = await sendRaw(server, [
      requestHead(`POST ${signInPath}`, {
        Host: new URL(server.url).host,
        Origin: server.url,
        "Content-Type": type,
        "Content-Length": "30",
      }),
      "username=alice&password=secret",
    ]);
    expect(answer.status).toBe(400);
  });
}

test("fields given twice, or named like an object's own, do no harm", async ({ server }) => {
  const response = await ask(server, signInPath, {
    method: "POST",
    headers: { Origin: server.url, "Content-Type": "application/x-www-form-urlencoded" },
    body: "__proto__=x&constructor=y&username=&username=&password[]=a&password[%24ne]=b",
  });
  expect(response.status).toBe(400);
});

const cookies: Record<string, string> = {
  "of another type": "j%3A%7B%22user%22%3A1%7D",
  "not base64": "%00%ff%fe",
  "with bytes beyond ASCII": "\xff\xfe\xe9",
  "of a token's length that nobody has": "A".repeat(43),
  "in quotes": '"alice"',
  "like SQL": "' OR 1=1 --",
  "of 12 KB": "A".repeat(12 * 1024),
  empty: "",
};

for (const [what, value] of Object.entries(cookies)) {
  test(`a session cookie ${what} is nobody's`, async ({ server }) => {
    const send = (path: string) =>
      sendRaw(server, [
        requestHead(`GET ${path}`, {
          Host: new URL(server.url).host,
          Cookie:
            `foyer.session=${value}; foyer.csrf=${value}; foyer.device=${value}; foyer.theme=${value}`.slice(
              0,
              15_000,
            ),
        }),
      ]);
    expect((await send("/api/data/weather/days")).status).toBe(401);
    expect((await send("/dashboards/weather")).status).toBe(307);
    expect((await send("/login")).status).toBe(200);
    expect((await send("/api/auth/session")).status).toBe(200);
  });
}

test("cookies of 32 KB are too large, a header with a control character is malformed", async ({
  server,
}) => {
  const send = (cookie: string) => {
    const headers = { Host: new URL(server.url).host, Cookie: cookie };
    return sendRaw(server, [requestHead("GET /", headers)]);
  };
  expect((await send(`foyer.session=${"A".repeat(32 * 1024)}`)).status).toBe(431);
  expect((await send("foyer.session=a\x00b")).status).toBe(400);
  expect((await send("foyer.session=a\x01b")).status).toBeLessThan(500);
});

test("after all this the server signs people in and shows them their data", async ({ server }) => {
  const signedIn = await postSignIn(server, {
    username: "carol",
    password: "a password for tests",
  });
  expect(signedIn.status).toBe(200);
  const headers = await cookieOf(server, "carol");
  expect((await ask(server, "/api/data/weather/days", { headers })).status).toBe(200);
});
