/** Who comes in as whom: accounts by issuer and subject, names that merge with nobody's, refusals. */
import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { db } from "@/lib/db/client";
import { unlinkAccount } from "@/lib/people/accounts";
import { disableUser, setGroups } from "@/lib/people/user-changes";
import { findUser } from "@/lib/people/users";
import type { Candidate, Profile } from "@/lib/sign-in/core/candidate";
import { hooks } from "@/lib/sign-in/core/hooks";
import { linkableAccount, linkToUser, signInCandidate } from "@/lib/sign-in/core/provisioning";
import { candidateOf } from "@/lib/sign-in/oidc/candidate";
import type { Provider } from "@/lib/sign-in/oidc/providers/provider";
import { temporaryDatabase } from "../../../support/database";
import { configuredProvider } from "../../../support/oidc/configured";
import { addPerson, byTest } from "../../../support/people";

const { provider } = await configuredProvider();
temporaryDatabase();

afterEach(() => {
  for (const name of Object.keys(hooks)) Reflect.deleteProperty(hooks, name);
});

const tokens = { accessToken: "at", refreshToken: undefined, idToken: undefined };
const by = { actor: null, via: "oidc:evil", ip: null };
const signIn = (candidate: Candidate) => signInCandidate(candidate, null);

function candidate(profile: Profile, change: Partial<Provider> = {}, issuer = "https://a.example") {
  const subject = typeof profile.sub === "string" ? profile.sub : randomUUID();
  return candidateOf(provider(change), { issuer, subject, sid: null, profile }, tokens);
}

const counts = async () => [await db().user.count(), await db().account.count()];
const groupsOf = async (name: string) => (await findUser(name))?.groups;

describe("a first sign-in", () => {
  it("makes a person with name, groups and a vouched-for address", async () => {
    const { username } = await signIn(
      candidate({
        sub: "1",
        preferred_username: "Ada.L@corp.example",
        name: "Ada Lovelace",
        email: "ada@corp.example",
        email_verified: true,
        groups: ["analysts"],
      }),
    );
    expect(username).toBe("Ada.L");
    expect(await findUser("ada.l")).toMatchObject({
      displayName: "Ada Lovelace",
      email: "ada@corp.example",
      groups: ["analysts"],
    });
  });

  it("takes neither a name nor an address that somebody has", async () => {
    const victim = await addPerson("victim", { email: "victim@corp.example", groups: ["finance"] });
    const profile = {
      preferred_username: "VICTIM",
      email: "Victim@corp.example",
      email_verified: true,
    };
    const { userId, username } = await signIn(candidate(profile));
    expect(userId).not.toBe(victim.id);
    expect(username).toBe("VICTIM-2");
    expect(await findUser("victim-2")).toMatchObject({ email: null, groups: [] });
    expect(await findUser("victim")).toMatchObject({ id: victim.id, email: "victim@corp.example" });
  });

  it("keeps no address that the provider doesn't vouch for", async () => {
    await signIn(candidate({ preferred_username: "unsure", email: "unsure@corp.example" }));
    expect(await findUser("unsure")).toMatchObject({ email: null });
    const trusting = { trustEmail: true };
    await signIn(candidate({ preferred_username: "sure", email: "sure@corp.example" }, trusting));
    expect(await findUser("sure")).toMatchObject({ email: "sure@corp.example" });
  });

  it("makes one person when two tabs come at once", async () => {
    const profile = { sub: "twice", preferred_username: "twice" };
    const both = await Promise.all([signIn(candidate(profile)), signIn(candidate(profile))]);
    expect(both[0].userId).toBe(both[1].userId);
  });

  it("makes usable names of unusable ones", async () => {
    const odd = await signIn(candidate({ preferred_username: "../../<b>x y</b>\u202e" }));
    expect(odd.username).toMatch(/^b-x-y-/);
    const none = await signIn(candidate({ sub: "\u0000", preferred_username: "@@@" }));
    expect(none.username).toMatch(/^user(-\d+)?$/);
  });
});

describe("who it is", () => {
  it("is issuer and subject: the same subject elsewhere is somebody else", async () => {
    const one = await signIn(candidate({ sub: "s1", preferred_username: "same" }));
    const other = await signIn(
      candidate({ sub: "s1", preferred_username: "same" }, {}, "https://b.example"),
    );
    expect(other.userId).not.toBe(one.userId);
    const again = await signIn(candidate({ sub: "s1", preferred_username: "renamed" }));
    expect(again).toEqual(one);
  });
});

describe("a name that would be somebody’s double", () => {
  it.each([
    ["Cyrillic а", "аlice"],
    ["a variation selector", "alice\ufe0f"],
    ["a Hangul filler", "alice\u3164"],
    ["Cherokee", "ᎪᏞᏆᏟᎬ"],
  ])("gives way to the next claim: %s", async (words, preferred_username) => {
    const sub = `double ${words}`;
    const profile = { sub, preferred_username, email: "safe.name@evil.example" };
    const { username } = await signIn(
      candidate({ ...profile, groups: ["аdmins", "admins\u200b", "ok"] }),
    );
    expect(username).toMatch(/^safe\.name(-\d)?$/);
    expect(await groupsOf(username)).toEqual(["ok"]);
  });

  it("leaves a safe one when all claims are so", async () => {
    const odd = { sub: "\u3164\u034f", preferred_username: "аlice", email: "аlice@evil.example" };
    expect((await signIn(candidate(odd))).username).toMatch(/^user(-\d+)?$/);
  });
});

describe("groups", () => {
  it("of the provider follow it, and those given here stay", async () => {
    const first = await signIn(
      candidate({ sub: "g", preferred_username: "grouped", groups: ["a", "b"] }),
    );
    await setGroups(first.userId, ["b", "local"], byTest);
    await signIn(candidate({ sub: "g", groups: ["a"] }));
    expect(await groupsOf("grouped")).toEqual(["a", "b", "local"]);
    await signIn(candidate({ sub: "g" }));
    expect(await groupsOf("grouped")).toEqual(["b", "local"]);
  });
});

describe("refused, with nothing written", () => {
  const person = {
    sub: "nobody",
    preferred_username: "nobody",
    email: "n@evil.example",
    groups: ["x"],
  };
  it.each<[string, Partial<Provider>, string]>([
    ["without an invitation", { provision: "invited-only" }, "not-invited"],
    ["outside the domains", { allowedDomains: ["corp.example"] }, "not-allowed"],
    [
      "with an unverified address in the domain",
      { allowedDomains: ["evil.example"] },
      "not-allowed",
    ],
    ["outside the groups", { allowedGroups: ["team-*"] }, "not-allowed"],
    [
      "of another Workspace",
      { domainClaim: "hd", trustEmail: true, allowedDomains: ["evil.example"] },
      "not-allowed",
    ],
  ])("%s", async (_, change, code) => {
    const before = await counts();
    await expect(signIn(candidate(person, change))).rejects.toMatchObject({ code });
    expect(await counts()).toEqual(before);
  });

  it("by hooks that say no, throw, or hang", async () => {
    const before = await counts();
    hooks.mayEnter = async () => false;
    await expect(signIn(candidate(person))).rejects.toMatchObject({ code: "not-allowed" });
    hooks.mayEnter = () => {
      throw new Error("no");
    };
    await expect(signIn(candidate(person))).rejects.toMatchObject({ code: "hook-failed" });
    delete hooks.mayEnter;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const asked = new Promise<void>((resolve) => {
      hooks.afterSignIn = () => {
        resolve();
        return new Promise(() => {});
      };
    });
    const refused = expect(signIn(candidate(person))).rejects.toMatchObject({
      code: "hook-failed",
    });
    await asked;
    vi.advanceTimersByTime(5000);
    await refused;
    expect(await counts()).toEqual(before);
  });

  it("when disabled", async () => {
    const { userId } = await signIn(candidate({ sub: "gone", preferred_username: "gone" }));
    await disableUser(userId, byTest);
    await expect(signIn(candidate({ sub: "gone" }))).rejects.toMatchObject({ code: "not-allowed" });
  });
});

it("lets a hook name the groups", async () => {
  hooks.groupsOf = async () => ["by-hook"];
  await signIn(candidate({ preferred_username: "hooked", groups: ["by-claim"] }));
  expect(await groupsOf("hooked")).toEqual(["by-hook"]);
});

describe("linking", () => {
  it("adds a way in, takes nobody else's, and can be undone, but not the last way in", async () => {
    const { id: userId, username } = await addPerson("linker", { passwordHash: "x" });
    const viewer = { userId, username };
    const described = await linkableAccount(candidate({ sub: "linked", groups: ["a"] }), viewer);
    expect(await groupsOf("linker"), "nothing is taken before it is linked").toEqual([]);
    await linkToUser(described, viewer, by);
    expect(await signIn(candidate({ sub: "linked", groups: ["a"] }))).toMatchObject(viewer);
    const thief = await addPerson("thief", { passwordHash: "x" });
    const asThief = { userId: thief.id, username: "thief" };
    const taken = { code: "account-taken" };
    await expect(linkableAccount(candidate({ sub: "linked" }), asThief)).rejects.toMatchObject(
      taken,
    );
    // It may have been free when it was looked at.
    await expect(linkToUser(described, asThief, by)).rejects.toMatchObject(taken);

    const account = await db().account.findFirstOrThrow({ where: { userId } });
    const person = { ...viewer, sessionId: "none" };
    const waysIn = (password: boolean) => ({ password, providers: [account.provider] });
    expect(await unlinkAccount({ ...person, userId: thief.id }, account.id, waysIn(true), by)).toBe(
      false,
    );
    expect(await unlinkAccount(person, account.id, waysIn(false), by)).toBe(false);
    expect(await groupsOf("linker")).toEqual(["a"]);
    expect(await unlinkAccount(person, account.id, waysIn(true), by)).toBe(true);
    expect(await groupsOf("linker")).toEqual([]);
  });
});
