/** Links, redirects and cookies come from APP_URL, whatever a request says of host and scheme. */
import { requestHead, sendRaw } from "../../support/raw-bytes";
import { expect, test } from "../../support/test";

const EVIL = "evil.example";
const forgeries: Record<string, Record<string, string>> = {
  Host: { Host: EVIL },
  "Host with a port": { Host: `${EVIL}:8080` },
  "Host with a path": { Host: `${EVIL}/x?y` },
  "X-Forwarded-Host": { "X-Forwarded-Host": EVIL },
  "X-Forwarded-Proto": { "X-Forwarded-Proto": "https", "X-Forwarded-Host": `a, ${EVIL}` },
  Forwarded: { Forwarded: `for=1.2.3.4;host=${EVIL};proto=https` },
  "other proxies' headers": {
    "X-Original-Url": `http://${EVIL}/`,
    "X-Rewrite-Url": `http://${EVIL}/`,
    "X-Original-Host": EVIL,
    "X-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Forwarded-Port": "1",
    "X-Forwarded-Prefix": `//${EVIL}`,
    "X-Url-Scheme": "javascript",
  },
};
const asked: [line: string, body: string][] = [
  ["GET /", ""],
  ["GET /login", ""],
  ["GET /dashboards/weather?year=2012", ""],
  ["GET /dashboards/climate/", ""],
  ["GET /logout", ""],
  ["GET /api/auth/csrf", ""],
  ["GET /api/auth/providers", ""],
  ["GET /api/auth/session", ""],
  ["GET /api/auth/signin", ""],
  ["GET /api/data/climate/co2?from=2019", ""],
  ["POST /logout", "x=1"],
  ["POST /api/auth/signout", "x=1"],
  ["POST /api/auth/callback/credentials", "username=carol&password=a+password+for+tests"],
];

for (const [what, forged] of Object.entries(forgeries)) {
  for (const accept of ["text/html", "application/json"]) {
    test(`a forged ${what} is believed nowhere (${accept})`, async ({ server }) => {
      for (const [line, body] of asked) {
        const headers = {
          Host: new URL(server.url).host,
          Accept: accept,
          ...(body && {
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": String(body.length),
          }),
          ...forged,
        };
        const answer = await sendRaw(server, [requestHead(line, headers), body]);
        expect(answer.status, line).toBeLessThan(500);
        expect(answer.status, line).toBeGreaterThanOrEqual(200);
        expect(answer.head + answer.body, line).not.toContain(EVIL);
        expect(answer.head + answer.body, line).not.toContain("javascript:");
        // This server is on http: no cookie may think otherwise, or it would be lost.
        expect(answer.head, line).not.toMatch(/__Host-|;\s*Secure/i);
        if (line.endsWith("credentials")) expect(answer.head, line).toContain("foyer.session=");
        const [, location] = /^location: (.*)$/im.exec(answer.head) ?? [];
        if (location) expect(new URL(location, server.url).origin, line).toBe(server.url);
      }
    });
  }
}

test("addresses in answers are this site's, whichever of its names was asked", async ({
  server,
}) => {
  const { port } = new URL(server.url);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `LOCALHOST:${port}`]) {
    const body = "username=carol&password=a+password+for+tests&callbackUrl=%2Faccount";
    const signedIn = await sendRaw(server, [
      requestHead("POST /api/auth/callback/credentials", {
        Host: host,
        Accept: "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": String(body.length),
      }),
      body,
    ]);
    // A path: it stays on the name by which the site was opened.
    expect(signedIn.body).toContain('{"url":"/account"}');
    const providers = await sendRaw(server, [
      requestHead("GET /api/auth/providers", { Host: host }),
    ]);
    expect(providers.body).toContain(`"${server.url}/api/auth/`);
  }
});

test("a deployment's links and cookies hold against the same forgeries", async ({ ownServer }) => {
  const server = await ownServer({
    env: {
      APP_URL: "https://foyer.example.com",
      HOST: "127.0.0.1",
      NEXTAUTH_SECRET: "Zp4n8rQw1xT6vB3mK9sL2dF5gH7jC0yA",
    },
  });
  for (const forged of Object.values(forgeries)) {
    const headers = { Host: "foyer.example.com", "X-Forwarded-Proto": "http", ...forged };
    for (const [line] of asked.filter(([text]) => text.startsWith("GET"))) {
      const answer = await sendRaw(server, [requestHead(line, headers)]);
      expect(answer.head + answer.body, line).not.toContain(EVIL);
      for (const cookie of answer.head.match(/^set-cookie: .*$/gim) ?? []) {
        expect(cookie, line).toMatch(/^set-cookie: __Host-foyer\..*; Secure/i);
      }
    }
    const redirected = await sendRaw(server, [requestHead("GET /dashboards/weather", headers)]);
    expect(redirected.status).toBe(307);
    const [, location = ""] = /^location: (.*)$/im.exec(redirected.head) ?? [];
    expect(new URL(location, "https://foyer.example.com").origin).toBe("https://foyer.example.com");
  }
});
