/** The list of dashboards is checked when it is loaded, and knows each by its access.ts. */
import { describe, expect, it } from "vitest";
import { ruleName } from "@/lib/access/rule-names";
import { addressIn, registered } from "@/lib/dashboards/registry";
import type { DashboardAccess } from "@/lib/dashboards/types";

const accessOf = (title: string): DashboardAccess => ({
  title,
  summary: "",
  icon: () => import("lucide-react/icons/globe"),
  rule: { signedIn: true },
});
const line = (slug: string, access = accessOf(slug)) => ({
  slug,
  access,
  datasets: async () => ({}),
});

describe("registered", () => {
  it.each(["", "Sales", "sales/north", "../x", "sales north", "-a", "a--b", "ä"])(
    "refuses the slug %j in words",
    (slug) => {
      expect(() => registered([line(slug)])).toThrow(/registry\.ts: the line of .* needs a slug/);
    },
  );

  it("refuses a slug that is there twice", () => {
    expect(() => registered([line("a"), line("b"), line("a")])).toThrow(/"a" is there twice/);
  });

  it("refuses a line with another's access.ts", () => {
    const access = accessOf("A");
    expect(() => registered([line("a", access), line("b", access)])).toThrow(
      /"b" has the access of "a"/,
    );
  });

  it("names rules by their page's path", () => {
    const [first] = registered([line("a")]);
    expect(first && ruleName(first.access.rule)).toBe("/dashboards/a");
  });
});

describe("addressIn", () => {
  const access = accessOf("Sales");
  const list = registered([line("other"), line("sales", access)]);

  it("gives the addresses of the line that has this access", () => {
    const { path, csv } = addressIn(list, access);
    expect(path).toBe("/dashboards/sales");
    expect(csv("days", "year=2015")).toBe("/api/data/sales/days?year=2015&format=csv");
  });

  it("says that a dashboard has no line", () => {
    expect(() => addressIn(list, accessOf("Lost"))).toThrow(/"Lost" has no line in .*registry\.ts/);
  });
});
