/** Which dashboards show up in whose navigation. */
import { describe, expect, it } from "vitest";
import type { Principal, Rule } from "@/lib/access/policy";
import type { Dashboard } from "@/lib/dashboards/types";
import { visibleDashboardsOf } from "@/lib/dashboards/visible";
import { accessDecision } from "@/lib/guards/access-decision";

const dashboard = (slug: string, rule: Rule): Dashboard => ({
  slug,
  access: { title: slug, summary: "", icon: () => import("lucide-react/icons/globe"), rule },
  datasets: async () => ({}),
});
const all = [
  dashboard("open", { public: true }),
  dashboard("inside", { signedIn: true }),
  dashboard("analysts", { groups: { anyOf: ["Analysts"] } }),
  dashboard("broken", {
    check: () => {
      throw new Error("no");
    },
  }),
];
const visitor = { signedIn: false } as Principal;
const person = (...groups: string[]) => ({ signedIn: true, groups }) as unknown as Principal;
const slugs = async (principal: Principal, report: (error: unknown) => void = () => {}) =>
  (
    await visibleDashboardsOf(all, principal, (rule, asked) => accessDecision(rule, asked, report))
  ).map(({ slug }) => slug);

describe("visibleTo", () => {
  it("shows visitors what is public", async () => {
    expect(await slugs(visitor)).toEqual(["open"]);
  });

  it("shows people what their groups open, in the registry's order", async () => {
    expect(await slugs(person())).toEqual(["open", "inside"]);
    expect(await slugs(person("analysts"))).toEqual(["open", "inside", "analysts"]);
  });

  it("hides what has a rule that throws, and reports it", async () => {
    const reported: unknown[] = [];
    await slugs(person("analysts"), (error) => reported.push(error));
    expect(reported).toHaveLength(1);
  });
});
