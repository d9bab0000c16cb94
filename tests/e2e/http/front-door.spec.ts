/** What never reaches the app: requests too large, too odd, or told to mislead it. */
import { rawRequest, sendRaw } from "../../support/raw-bytes";
import { expect, test } from "../../support/test";

const MEGABYTE = 1024 * 1024;
const HOST = "Host: localhost\r\n";

for (const [path, size] of [
  ["/api/auth/callback/credentials", 17 * 1024],
  ["/login", 17 * 1024],
  ["/logout", 17 * 1024],
  ["/setup", 17 * 1024],
  ["//%6cogin", 17 * 1024],
  ["/", 64 * MEGABYTE],
  ["/dashboards/climate", 64 * MEGABYTE],
  ["/api/health", 64 * MEGABYTE],
  ["/api/data/climate/co2", 64 * MEGABYTE],
  ["/api/auth/callback/credentials", 64 * MEGABYTE],
] as const) {
  const isEndpoint = path.startsWith("/api");

  test(`${size} bytes to ${path} are refused`, async ({ server }) => {
    const response = await fetch(server.url + path, { method: "POST", body: Buffer.alloc(size) });
    expect(response.status).toBe(413);
    const type = response.headers.get("content-type");
    expect(type).toBe(isEndpoint ? "application/problem+json" : "text/plain; charset=utf-8");
    if (isEndpoint) expect(await response.json()).toMatchObject({ status: 413, code: "too-large" });
  });

  test(`${size} bytes to ${path} without their length are refused`, async ({ server }) => {
    const body = new Blob([Buffer.alloc(size)]).stream();
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    expect((await fetch(server.url + path, init)).status).toBe(413);
  });
}

test("who asks before sending too much is told before sending it", async ({ server }) => {
  const head = `POST /login HTTP/1.1\r\n${HOST}Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n`;
  expect((await sendRaw(server, [head])).status).toBe(413);
});

for (const [words, request, status] of [
  ["an absolute address", `GET http://evil.com/ HTTP/1.1\r\n${HOST}`, 400],
  ["a target without a slash", `GET login HTTP/1.1\r\n${HOST}`, 400],
  ["broken encoding", `GET /%zz HTTP/1.1\r\n${HOST}`, 400],
  ["a null byte", `GET /a%00 HTTP/1.1\r\n${HOST}`, 400],
  ["a backslash", `GET /\\evil.com HTTP/1.1\r\n${HOST}`, 400],
  ["TRACE", `TRACE / HTTP/1.1\r\n${HOST}`, 405],
  ["no Host", "GET / HTTP/1.1\r\n", 400],
  ["two lengths", `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n`, 400],
  [
    "a length and chunks",
    `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n`,
    400,
  ],
  ["an upgrade", `GET / HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n`, 400],
  [
    "an upgrade to an absolute address",
    `GET http://evil.com/ HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n`,
    400,
  ],
  ["a cookie of 32 KB", `GET / HTTP/1.1\r\n${HOST}Cookie: a=${"x".repeat(32_768)}\r\n`, 431],
  ["no HTTP at all", "hello\r\n", 400],
] as const) {
  test(`${words} is refused`, async ({ server }) => {
    expect((await sendRaw(server, [`${request}\r\n`])).status).toBe(status);
  });
}

for (const headers of [
  { Host: "evil.com" },
  { "X-Forwarded-Host": "evil.com" },
  { Forwarded: "host=evil.com;proto=https" },
  { Host: "evil.com", "X-Forwarded-Host": "evil.com", "X-Forwarded-Proto": "https" },
]) {
  test(`no link comes from ${JSON.stringify(headers)}`, async ({ server }) => {
    for (const path of ["/", "/login", "/account", "/api/auth/providers"]) {
      const { headers: answered, body } = await rawRequest(server, "GET", path, headers);
      expect(`${answered.location} ${body}`).not.toContain("evil");
    }
  });
}

test("a repeated slash does not lead to another host", async ({ server }) => {
  for (const path of ["//evil.com", "///evil.com/a", "//evil.com/%2e%2e"]) {
    const { headers } = await rawRequest(server, "GET", path);
    const to = new URL(headers.location ?? "/", server.url);
    expect(to.origin).toBe(server.url);
  }
});
