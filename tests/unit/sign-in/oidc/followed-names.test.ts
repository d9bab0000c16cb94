/** Name and address follow the provider at each sign-in; what can't be taken over is said. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { removeUser } from "@/lib/people/user-changes";
import { findUser, usernameWanted } from "@/lib/people/users";
import type { Candidate, Profile } from "@/lib/sign-in/core/candidate";
import { linkableAccount, linkToUser, signInCandidate } from "@/lib/sign-in/core/provisioning";
import { candidateOf } from "@/lib/sign-in/oidc/candidate";
import type { Provider } from "@/lib/sign-in/oidc/providers/provider";
import { temporaryDatabase } from "../../../support/database";
import { configuredProvider } from "../../../support/oidc/configured";
import { addPerson, byTest } from "../../../support/people";

const { provider } = await configuredProvider();
temporaryDatabase();

const tokens = { accessToken: "at", refreshToken: undefined, idToken: undefined };
const by = { actor: null, via: "oidc:evil", ip: null };
const signIn = (candidate: Candidate) => signInCandidate(candidate, null);

/** Somebody at the provider, whose claims may change. */
function somebody(claims: Profile) {
  const sub = randomUUID();
  return (change: Profile = {}, settings: Partial<Provider> = {}) => {
    const profile = { sub, email_verified: true, ...claims, ...change };
    const identity = { issuer: "https://a.example", subject: sub, sid: null, profile };
    return candidateOf(provider(settings), identity, tokens);
  };
}

const lastEvent = (action: string) =>
  db().auditEvent.findFirst({ where: { action }, orderBy: { id: "desc" } });

describe("at each sign-in", () => {
  it("name and address follow, the username stays, and the log has no address", async () => {
    const ada = somebody({ preferred_username: "ada", name: "Ada", email: "ada@one.example" });
    await signIn(ada());
    await signIn(ada({ preferred_username: "lady", name: "Ada L.", email: "ada@two.example" }));
    const found = await findUser("ada");
    expect(found).toMatchObject({ displayName: "Ada L.", email: "ada@two.example" });
    expect(await findUser("ada@two.example")).toMatchObject({ id: found?.id });
    expect(await findUser("ada@one.example")).toBeNull();
    const event = await lastEvent("user.names-changed");
    expect(event).toMatchObject({ subject: "ada", outcome: "success" });
    expect(event?.detail).toBe('{"fields":["name","email"]}');
    const events = await db().auditEvent.count();
    await signIn(ada({ name: "Ada L.", email: "ada@two.example" }));
    expect(await db().auditEvent.count(), "nothing changed").toBe(events);
  });

  it.each<[string, Profile, Partial<Provider>]>([
    ["that is not verified", { email: "bea@new.example", email_verified: false }, {}],
    ["that says nothing of it", { email: "bea@new.example", email_verified: undefined }, {}],
    ["that is none", { email: "not an address" }, {}],
    ["that is gone", { email: undefined, name: undefined }, {}],
    ["and a name that is none", { email: "", name: " \u0000 " }, {}],
  ])("an address %s changes nothing", async (_, change, settings) => {
    const name = `bea${randomUUID().slice(0, 6)}`;
    const mine = `${name}@old.example`;
    const bea = somebody({ preferred_username: name, name: "Bea", email: mine });
    await signIn(bea());
    await signIn(bea(change, settings));
    expect(await findUser(name)).toMatchObject({ email: mine, displayName: "Bea" });
  });

  it("an address that is trusted counts without being verified", async () => {
    const cia = somebody({ preferred_username: "cia", email: "cia@old.example" });
    await signIn(cia());
    const change = { email: "cia@new.example", email_verified: false };
    await signIn(cia(change, { trustEmail: true }));
    expect(await findUser("cia")).toMatchObject({ email: "cia@new.example" });
  });

  it("an address that somebody else has stays theirs, in any case of its letters", async () => {
    const owner = await addPerson("owner", { email: "owner@corp.example" });
    const eve = somebody({ preferred_username: "evelyn", email: "evelyn@corp.example" });
    await signIn(eve());
    await signIn(eve({ email: "OWNER@corp.example", name: "Evelyn" }));
    expect(await findUser("owner@corp.example")).toMatchObject({ id: owner.id });
    expect(await findUser("evelyn")).toMatchObject({
      ...{ email: "evelyn@corp.example", displayName: "Evelyn" },
    });
  });
});

it("linking alone changes neither name nor address", async () => {
  const { id: userId, username } = await addPerson("dora", { email: "dora@here.example" });
  const viewer = { userId, username };
  const arrived = somebody({ name: "D.", email: "dora@there.example" })();
  await linkToUser(await linkableAccount(arrived, viewer), viewer, by);
  expect(await findUser("dora")).toMatchObject({
    ...{ displayName: "dora", email: "dora@here.example" },
  });
});

it("somebody removed and made anew there gets the address once nobody has it", async () => {
  const claims = { preferred_username: "alice", name: "Alice", email: "alice@corp.example" };
  const before = await signIn(somebody(claims)());
  const anew = somebody(claims);
  const after = await signIn(anew());
  expect(after.username).toBe("alice-2");
  expect(await findUser("alice-2")).toMatchObject({ email: null });
  expect(await usernameWanted(after.userId)).toBe("alice");
  expect(await usernameWanted(before.userId)).toBeNull();
  await removeUser(before.userId, byTest);
  await signIn(anew());
  expect(await findUser("alice@corp.example")).toMatchObject({ id: after.userId });
});

describe("groups that can't be groups here", () => {
  const names = ["sales", "Sales, EMEA", "a;b", "x".repeat(65)];

  it("are named in the audit log at sign-in, and at linking", async () => {
    const fay = somebody({ preferred_username: "fay", groups: names });
    await signIn(fay());
    const event = await lastEvent("user.groups-left-out");
    expect(event).toMatchObject({ subject: "fay", outcome: "failure", via: "oidc:evil" });
    expect(JSON.parse(event?.detail ?? "")).toEqual({
      reason: "not a group’s name here",
      groups: ["Sales, EMEA", "a;b", "x".repeat(65)],
      count: 3,
    });
    expect((await findUser("fay"))?.groups).toEqual(["sales"]);
    const { id: userId, username } = await addPerson("gil");
    const viewer = { userId, username };
    await linkToUser(await linkableAccount(somebody({ groups: ["p,q"] })(), viewer), viewer, by);
    expect(await lastEvent("user.groups-left-out")).toMatchObject({ subject: "gil" });
  });

  it("are one event however many, and a map can rename them", async () => {
    const many = Array.from({ length: 100 }, (_, i) => `${i},`);
    const hal = somebody({ preferred_username: "hal", groups: many });
    await signIn(hal());
    const event = await lastEvent("user.groups-left-out");
    expect(event?.detail?.length).toBeLessThan(2000);
    expect(event?.detail).toContain('"count":100');
    const before = await db().auditEvent.count({ where: { action: "user.groups-left-out" } });
    await signIn(hal({ groups: names }, { groupMap: { "Sales, *": "sales-*" } }));
    expect((await findUser("hal"))?.groups).toEqual(["sales-emea"]);
    expect(await db().auditEvent.count({ where: { action: "user.groups-left-out" } })).toBe(before);
  });
});
