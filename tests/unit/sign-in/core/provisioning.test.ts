/** The core takes people of any way in: here a directory's, which has no claims, tokens or OpenID. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { findAccount } from "@/lib/people/accounts";
import { findUser } from "@/lib/people/users";
import { type Candidate, domainOf } from "@/lib/sign-in/core/candidate";
import { linkableAccount, linkToUser, signInCandidate } from "@/lib/sign-in/core/provisioning";
import { temporaryDatabase } from "../../../support/database";
import { addPerson } from "../../../support/people";

temporaryDatabase();

function fromDirectory(change: Partial<Candidate> = {}): Candidate {
  const email = change.email ?? "grace@corp.example";
  return {
    provider: { id: "staff", label: "Staff", provision: "create" },
    via: "ldap:staff",
    issuer: "ldaps://ldap.corp.example",
    subject: randomUUID(),
    profile: { cn: ["Grace Hopper"] },
    tokens: { accessToken: undefined, refreshToken: undefined, idToken: undefined },
    username: "grace",
    otherUsernames: [],
    displayName: "Grace Hopper",
    email,
    emailTrusted: true,
    domain: domainOf(email),
    readGroups: async () => ["cn=analysts", "cn=admins"],
    ...change,
  };
}

const events = async () =>
  (await db().auditEvent.findMany({ orderBy: { id: "asc" } })).map(
    ({ action, via }) => `${action} ${via}`,
  );

describe("somebody of a directory", () => {
  it("is made a person, by its own map of groups, and is known the next time", async () => {
    const groupMap = { "cn=*": "*", "cn=admins": "admins" };
    const provider = { id: "staff", label: "Staff", provision: "create", groupMap } as const;
    const grace = fromDirectory({ provider });
    const { userId, username } = await signInCandidate(grace, "203.0.113.7");
    expect(username).toBe("grace");
    expect(await findUser("grace")).toMatchObject({
      id: userId,
      displayName: "Grace Hopper",
      email: "grace@corp.example",
      groups: ["admins", "analysts"],
    });
    const again = { ...grace, displayName: "Rear Admiral Hopper" };
    expect((await signInCandidate(again, null)).userId).toBe(userId);
    expect(await findUser("grace")).toMatchObject({ displayName: "Rear Admiral Hopper" });
    expect(await events()).toEqual(["user.created ldap:staff", "user.names-changed ldap:staff"]);
  });

  it("has its groups read only when nothing refuses it before", async () => {
    const provider = {
      id: "staff",
      label: "Staff",
      provision: "create",
      allowedDomains: ["elsewhere.example"],
    } as const;
    let read = false;
    const readGroups = async () => {
      read = true;
      return [];
    };
    const refused = signInCandidate(fromDirectory({ provider, readGroups }), null);
    await expect(refused).rejects.toMatchObject({ code: "not-allowed", reason: "domain" });
    expect(read).toBe(false);
  });

  it("is refused where only those come in who were invited", async () => {
    const provider = { id: "staff", label: "Staff", provision: "invited-only" } as const;
    const stranger = fromDirectory({ provider });
    await expect(signInCandidate(stranger, null)).rejects.toMatchObject({ code: "not-invited" });
    expect(await findAccount(stranger)).toBeNull();
    const { id: userId } = await addPerson("invited");
    const viewer = { userId, username: "invited" };
    await linkToUser(await linkableAccount(stranger, viewer), viewer, { via: "web", ip: null });
    expect(await signInCandidate(stranger, null)).toMatchObject(viewer);
  });
});
