/** What a provider says of itself: believed when it is whom we asked, and leads nowhere unsafe. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { discover, hasFailed } from "@/lib/sign-in/oidc/protocol/discovery";
import { configuredProvider } from "../../../support/oidc/configured";
import { forgetMetadata } from "../../../support/oidc/forget";

const { evil, provider } = await configuredProvider();

beforeEach(() => {
  evil.behave();
  evil.outage = { kind: "none" };
  forgetMetadata();
});
afterEach(() => vi.unstubAllGlobals());

/** Answers in the name of a host on the Internet, which no server here can be. */
function standIn(issuer: string, change: Record<string, unknown> = {}) {
  const endpoints = { authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t` };
  const metadata = { issuer, ...endpoints, jwks_uri: `${issuer}/k`, ...change };
  vi.stubGlobal("fetch", async (url: string) =>
    url.startsWith(issuer) ? Response.json(metadata) : new Response(null, { status: 404 }),
  );
  return provider({ issuer });
}

const refused = { code: "provider-unavailable", temporary: false };

it("is asked once for many, and kept", async () => {
  const asked = evil.asked("/.well-known");
  const all = await Promise.all(Array.from({ length: 5 }, () => discover(provider())));
  expect(all[0]?.token_endpoint).toBe(`${evil.issuer}/token`);
  expect(evil.asked("/.well-known")).toBe(asked + 1);
});

describe("an issuer", () => {
  it("may have a slash at its end, or not", async () => {
    evil.behave({ metadata: (usual) => ({ ...usual, issuer: `${evil.issuer}/` }) });
    expect((await discover(provider())).issuer).toBe(`${evil.issuer}/`);
  });

  it.each([
    ["another", "https://login.example.com"],
    ["another path", "PATH"],
    ["no address", "evil"],
    ["no text", 1],
    ["nothing", undefined],
  ])("that is %s is refused", async (_, issuer) => {
    const named = issuer === "PATH" ? `${evil.issuer}/realms/other` : issuer;
    evil.behave({ metadata: (usual) => ({ ...usual, issuer: named }) });
    await expect(discover(provider())).rejects.toMatchObject(refused);
  });

  it("that stands for every organisation at Microsoft is refused", async () => {
    const asked = "https://login.microsoftonline.com/common/v2.0";
    const template = "https://login.microsoftonline.com/{tenantid}/v2.0";
    await expect(discover(standIn(asked, { issuer: template }))).rejects.toMatchObject(refused);
  });

  it("of another organisation at Microsoft is refused", async () => {
    const asked = "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0";
    const other = "https://login.microsoftonline.com/22222222-2222-2222-2222-222222222222/v2.0";
    await expect(discover(standIn(asked, { issuer: other }))).rejects.toMatchObject(refused);
  });

  it("at another host is refused, even where it may differ", async () => {
    const asked = "https://acme.b2clogin.com/acme.onmicrosoft.com/sign-in/v2.0";
    const own = "https://acme.b2clogin.com/11111111-1111-1111-1111-111111111111/v2.0/";
    const b2c = { ...standIn(asked, { issuer: own }), issuerDiffers: true };
    expect((await discover(b2c)).issuer).toBe(own);
    forgetMetadata();
    standIn(asked, { issuer: "https://evil.b2clogin.com/acme/v2.0/" });
    await expect(discover(b2c)).rejects.toMatchObject(refused);
    await expect(discover({ ...b2c, issuerDiffers: false })).rejects.toMatchObject(refused);
  });
});

it.each(["authorization_endpoint", "token_endpoint", "jwks_uri"])(
  "does without no %s",
  async (name) => {
    evil.behave({ metadata: (usual) => ({ ...usual, [name]: undefined }) });
    await expect(discover(provider())).rejects.toMatchObject(refused);
  },
);

it.each([
  "authorization_endpoint",
  "token_endpoint",
  "jwks_uri",
  "userinfo_endpoint",
  "end_session_endpoint",
])("does not follow from https to http by its %s", async (name) => {
  const issuer = "https://login.example.com";
  const one = standIn(issuer, { [name]: "http://login.example.com/x" });
  await expect(discover(one)).rejects.toMatchObject(refused);
});

it.each(["javascript:alert(1)", "file:///etc/passwd", "nowhere"])(
  "does not lead people to %s",
  async (address) => {
    evil.behave({ metadata: (usual) => ({ ...usual, authorization_endpoint: address }) });
    await expect(discover(provider())).rejects.toMatchObject(refused);
  },
);

it.each(["down", "broken"] as const)("says of one that is %s that it will pass", async (kind) => {
  evil.outage = { kind };
  await expect(discover(provider())).rejects.toMatchObject({ ...refused, temporary: true });
  expect(hasFailed(provider(), 60_000)).toBe(true);
});

it("does not take in an endless answer", async () => {
  evil.outage = { kind: "huge" };
  await expect(discover(provider())).rejects.toMatchObject(refused);
});
