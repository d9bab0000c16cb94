/** Dashboards as the navigation, and the cards of home and index, show them. */
import type { DashboardCard } from "@/components/nav/dashboard-cards";
import type { NavItem } from "@/components/nav/dashboards-nav";
import { accessNote } from "@/lib/dashboards/access-note";
import { addressOf } from "@/lib/dashboards/address";
import type { Dashboard } from "@/lib/dashboards/types";

/** What the navigation shows of dashboards, with icons that are there when it is sent. */
export function navItemsOf(dashboards: readonly Dashboard[]): Promise<NavItem[]> {
  return Promise.all(dashboards.map(navItemOf));
}

/** What cards show of dashboards. */
export function cardsOf(dashboards: readonly Dashboard[]): Promise<DashboardCard[]> {
  return Promise.all(
    dashboards.map(async (dashboard) => ({
      ...(await navItemOf(dashboard)),
      summary: dashboard.access.summary,
      access: accessNote(dashboard.access.rule),
    })),
  );
}

async function navItemOf({ slug, access }: Dashboard): Promise<NavItem> {
  const { icon, title } = access;
  const Icon = "$$typeof" in icon ? icon : (await icon()).default;
  return { href: addressOf(slug).path, title, icon: <Icon aria-hidden /> };
}
