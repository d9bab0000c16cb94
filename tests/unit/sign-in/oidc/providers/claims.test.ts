/** Claims by name, and groups in our names. */
import { describe, expect, it } from "vitest";
import { matchesAny, ourGroups } from "@/lib/sign-in/core/group-names";
import { claimAt, listAt, textAt } from "@/lib/sign-in/oidc/protocol/claims";

const claims = {
  name: " Ada ",
  emails: ["ada@example.org"],
  realm_access: { roles: ["a", 1, " b "] },
  "https://foyer.example/groups": ["x"],
  list: "one,two,,three",
  id: 7,
};

describe("claims", () => {
  it("are found by dotted path, by index, and by a name with dots in it", () => {
    expect(claimAt(claims, "realm_access.roles")).toEqual(["a", 1, " b "]);
    expect(textAt(claims, "emails.0")).toBe("ada@example.org");
    expect(listAt(claims, "https://foyer.example/groups")).toEqual(["x"]);
  });

  it("are texts or nothing", () => {
    expect(textAt(claims, "name")).toBe("Ada");
    expect(textAt(claims, "id")).toBe("7");
    expect(textAt(claims, "realm_access")).toBeUndefined();
    expect(textAt(claims, "")).toBeUndefined();
  });

  it("are not what every object has", () => {
    expect(claimAt(claims, "constructor.name")).toBeUndefined();
    expect(claimAt(claims, "__proto__")).toBeUndefined();
    expect(claimAt(claims, "name.length")).toBeUndefined();
  });

  it("make lists, split only where a separator is given", () => {
    expect(listAt(claims, "realm_access.roles")).toEqual(["a", "b"]);
    expect(listAt(claims, "list", ",")).toEqual(["one", "two", "three"]);
    expect(listAt(claims, "list")).toEqual(["one,two,,three"]);
    expect(listAt(claims, "nothing")).toEqual([]);
  });
});

describe("groups", () => {
  it("keep their names without a map, if these can be group names", () => {
    expect(ourGroups({ groupMap: undefined }, ["Finance", "finance", "a,b", ""])).toEqual([
      "finance",
    ]);
  });

  it("go through the map, and others are dropped", () => {
    const groupMap = { "/acme/finance": "finance", "Dash-*": "*", "*-eu": "europe" };
    expect(ourGroups({ groupMap }, ["/acme/finance", "dash-ops", "x-eu", "other"])).toEqual([
      "finance",
      "ops",
      "europe",
    ]);
  });

  it.each([
    ["without a map", undefined, ["finance"]],
    ["by a rule for anything", { "*": "*" }, ["finance"]],
    ["by rules that only come out so", { "*s": "*s", "ad*": "ad*", "dash-*": "*" }, []],
    ["by a rule that says so", { ADMINS: "Admins", "*": "*" }, ["Admins", "finance"]],
    ["by a rule for several", { "*admins": "admins" }, ["admins"]],
  ])("are admins only by a rule that says so: %s", (_, groupMap, ours) => {
    const names = ["admins", "ADMINS", " ａｄｍｉｎｓ", "finance"];
    expect(ourGroups({ groupMap }, names).sort()).toEqual(ours);
    expect(ourGroups({ groupMap: { "dash-*": "*" } }, ["dash-admins"])).toEqual([]);
  });

  it("match patterns as a whole, in any case, with nothing else of a pattern special", () => {
    expect(matchesAny(["team.*"], ["TEAM.a"])).toBe(true);
    expect(matchesAny(["team.*"], ["teamXa"])).toBe(false);
    expect(matchesAny(["team"], ["my team"])).toBe(false);
  });
});
