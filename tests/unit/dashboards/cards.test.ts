/** Dashboards as navigation and cards show them: with their icons, however those are given. */
import { Globe } from "lucide-react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { dashboards } from "@/app/(dashboards)/dashboards/registry";
import { cardsOf, navItemsOf } from "@/app/dashboard-cards";
import type { DashboardAccess } from "@/lib/dashboards/types";

const dashboard = (icon: DashboardAccess["icon"]) => ({
  slug: "sales",
  access: { title: "Sales", summary: "Orders.", icon, rule: { public: true } as const },
  datasets: async () => ({}),
});

test.each<[string, DashboardAccess["icon"]]>([
  ["loaded", () => import("lucide-react/icons/globe")],
  ["given at once", Globe],
])("an icon that is %s is drawn", async (_how, icon) => {
  const [item] = await navItemsOf([dashboard(icon)]);
  expect(item).toMatchObject({ href: "/dashboards/sales", title: "Sales" });
  expect(renderToStaticMarkup(item?.icon)).toMatch(
    /^<svg [^>]*lucide-globe[^>]*aria-hidden="true"/,
  );
});

test("every registered dashboard has a card with its icon", async () => {
  const cards = await cardsOf(dashboards);
  expect(cards.map(({ title }) => title)).toEqual(dashboards.map(({ access }) => access.title));
  for (const { icon, summary, access } of cards) {
    expect(renderToStaticMarkup(icon)).toMatch(/^<svg .*<\/svg>$/);
    expect([summary, access]).not.toContain("");
  }
});
