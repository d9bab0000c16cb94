/** Providers with ways of their own: GitHub's API for people and groups, Microsoft Graph for many groups. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, it } from "vitest";
import { hasGroupsElsewhere, readGraphGroups } from "@/lib/sign-in/oidc/protocol/entra-groups";
import { readGithubProfile } from "@/lib/sign-in/oidc/protocol/github-profile";

const answers = new Map<
  string,
  { status: number; body: unknown; headers: Record<string, string> }
>();
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
  const found = answers.get((request.url ?? "").split("?")[0] ?? "");
  const { status, body, headers } = found ?? { status: 404, body: {}, headers: {} };
  const type = { "Content-Type": "application/json" };
  response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
}).listen(0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => server.close());

const says = (path: string, body: unknown, status = 200, headers = {}) =>
  answers.set(path, { status, body, headers });

beforeEach(() => {
  answers.clear();
  asked.length = 0;
  says("/api/v3/user", { id: 583231, login: "octocat", name: "Octo", email: null });
  says("/api/v3/user/emails", [
    { email: "old@example.com", primary: false, verified: true },
    { email: "octo@example.com", primary: true, verified: false },
  ]);
  says("/api/v3/user/orgs", [{ login: "acme" }]);
  says("/api/v3/user/teams", [{ slug: "ops", organization: { login: "acme" } }]);
});

it("knows GitHub's people by number, with organisations and teams as groups", async () => {
  const { subject, profile } = await readGithubProfile(issuer, "token");
  expect(subject).toBe("583231");
  expect(profile).toMatchObject({
    login: "octocat",
    email: "octo@example.com",
    email_verified: false,
    groups: ["acme", "acme/ops"],
  });
  expect(asked.every((line) => line.endsWith("Bearer token"))).toBe(true);
});

it("does without what GitHub does not permit, but not without the person", async () => {
  says("/api/v3/user/teams", {}, 403);
  says("/api/v3/user/emails", {}, 404);
  expect((await readGithubProfile(issuer, "token")).profile.groups).toEqual(["acme"]);
  says("/api/v3/user", {}, 401);
  await expect(readGithubProfile(issuer, "token")).rejects.toMatchObject({
    code: "provider-refused",
    temporary: false,
  });
  says("/api/v3/user", { login: "octocat" });
  await expect(readGithubProfile(issuer, "token")).rejects.toMatchObject({
    code: "provider-unavailable",
  });
});

it("takes nothing away when GitHub is out of sorts", async () => {
  says("/api/v3/user/orgs", {}, 502);
  await expect(readGithubProfile(issuer, "token")).rejects.toMatchObject({
    code: "provider-unavailable",
    temporary: true,
  });
});

it.each([
  ["too many calls an hour", 403, { "x-ratelimit-remaining": "0" }],
  ["too many calls a minute", 403, { "retry-after": "60" }],
  ["too many calls, by the newer status", 429, {}],
])("takes nothing away for %s", async (_, status, headers) => {
  says("/api/v3/user/teams", {}, status, headers);
  await expect(readGithubProfile(issuer, "token")).rejects.toMatchObject({
    code: "provider-unavailable",
    temporary: true,
  });
});

it.each([403, 404])("does not wait for a person whom GitHub answers %i about", async (status) => {
  says("/api/v3/user", {}, status);
  await expect(readGithubProfile(issuer, "token")).rejects.toMatchObject({
    code: "provider-refused",
    temporary: false,
  });
});

it("knows when Entra's groups are elsewhere, and asks Graph, not who the token names", async () => {
  const elsewhere = {
    _claim_names: { groups: "src1" },
    _claim_sources: { src1: { endpoint: "https://evil.example/" } },
  };
  expect(hasGroupsElsewhere(elsewhere)).toBe(true);
  expect(hasGroupsElsewhere({ hasgroups: true })).toBe(true);
  expect(hasGroupsElsewhere({ groups: [] })).toBe(false);
  says("/v1.0/me/getMemberObjects", { value: ["g1", "g2"] });
  expect(await readGraphGroups(issuer, "graphs")).toEqual(["g1", "g2"]);
  // Calls of the tests before, which ended at the first failure, may still come in.
  const own = asked.filter((line) => !line.endsWith("Bearer token"));
  expect(own).toEqual(["POST /v1.0/me/getMemberObjects Bearer graphs"]);
  says("/v1.0/me/getMemberObjects", {}, 403);
  await expect(readGraphGroups(issuer, "token")).rejects.toMatchObject({
    code: "provider-unavailable",
    temporary: false,
  });
});
