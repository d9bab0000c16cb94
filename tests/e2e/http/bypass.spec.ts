/** Ways around middleware that worked elsewhere: none may show a byte of a private page. */
import { secrets } from "../../support/access-table";
import { cookieOf, type Person } from "../../support/ask";
import { rawRequest } from "../../support/raw-bytes";
import { expect, test } from "../../support/test";

const five = (value: string) => Array(5).fill(value).join(":");

const headers: Record<string, Record<string, string>> = {
  "x-middleware-subrequest: middleware": { "x-middleware-subrequest": five("middleware") },
  "x-middleware-subrequest: src/middleware": { "x-middleware-subrequest": five("src/middleware") },
  "x-middleware-subrequest: pages": { "x-middleware-subrequest": five("pages/_middleware") },
  "x-middleware-subrequest: proxy": { "x-middleware-subrequest": five("proxy") },
  "x-middleware-rewrite": { "x-middleware-rewrite": "/dashboards/climate" },
  "x-middleware-next": { "x-middleware-next": "1" },
  "x-middleware-prefetch": { "x-middleware-prefetch": "1" },
  "x-invoke-path": { "x-invoke-path": "/", "x-invoke-status": "200" },
  "x-matched-path": { "x-matched-path": "/" },
  "x-nextjs-data": { "x-nextjs-data": "1" },
  RSC: { RSC: "1" },
  "RSC with its router state": { RSC: "1", "Next-Router-State-Tree": "%5B%22%22%2C%7B%7D%5D" },
  prefetch: { RSC: "1", "Next-Router-Prefetch": "1" },
  "segment prefetch of the tree": {
    RSC: "1",
    "Next-Router-Prefetch": "1",
    "Next-Router-Segment-Prefetch": "/_tree",
  },
  "segment prefetch of the page": {
    RSC: "1",
    "Next-Router-Prefetch": "1",
    "Next-Router-Segment-Prefetch": "/(dashboards)/dashboards/__PAGE__",
  },
  "forged identity": {
    "x-foyer-user": "admin",
    "x-forwarded-user": "admin",
    "remote-user": "admin",
  },
  "basic authentication": { Authorization: "Basic YWRtaW46YWRtaW4=" },
};

const targets: Record<string, (path: string) => string> = {
  "two slashes": (path) => `/${path}`,
  "a trailing slash": (path) => `${path}/`,
  "?_rsc": (path) => `${path}?_rsc=x`,
  ".rsc": (path) => `${path}.rsc`,
  ".segments": (path) => `${path}.segments/_tree.segment.rsc`,
  ".json": (path) => `/_next/data/build${path}.json`,
  "a dot segment": (path) => `/%2e${path}`,
  "a climbing segment": (path) => `/login/..${path}`,
  "an encoded climb": (path) => `/login/%2e%2e${path}`,
  "an encoded slash": (path) => `/${path.slice(1).replaceAll("/", "%2F")}`,
  "an encoded letter": (path) => path.replace("d", "%64").replace("i/d", "i/%64"),
  "a backslash": (path) => path.replaceAll("/", "\\"),
  "upper case": (path) => path.toUpperCase(),
  "a semicolon": (path) => `${path};x=1`,
  "a null byte": (path) => `${path}%00`,
  "a public prefix": (path) => `/_next/static/..${path}`,
  "an absolute address": (path) => `http://localhost${path}`,
};

const cases: { path: string; person: Person }[] = [
  { path: "/dashboards/flights", person: "nobody" },
  { path: "/dashboards/flights", person: "carol" },
  { path: "/dashboards/markets", person: "alice" },
  { path: "/account", person: "nobody" },
  { path: "/api/data/flights/airports", person: "nobody" },
  { path: "/api/data/markets/index", person: "carol" },
];

for (const { path, person } of cases) {
  const refused = async (
    server: { url: string; databaseFile: string },
    target: string,
    extra: Record<string, string> = {},
    method = "GET",
  ) => {
    const answer = await rawRequest(server, method, target, {
      ...(await cookieOf(server, person)),
      ...extra,
    });
    expect(answer.body).not.toMatch(secrets[path] ?? /./);
    expect(answer.status).not.toBe(500);
    return answer;
  };
  for (const [name, extra] of Object.entries(headers)) {
    test(`${person} does not get ${path} by ${name}`, async ({ server }) => {
      const { status } = await refused(server, path, extra);
      expect([307, 401, 403]).toContain(status);
    });
  }
  for (const [name, change] of Object.entries(targets)) {
    test(`${person} does not get ${path} by ${name}`, async ({ server }) => {
      await refused(server, change(path));
      await refused(server, change(path), { RSC: "1" });
    });
  }
  for (const method of ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"]) {
    test(`${person} does not get ${path} by ${method}`, async ({ server }) => {
      const { status } = await refused(server, path, { Origin: server.url }, method);
      expect(status).not.toBe(200);
    });
  }
}
