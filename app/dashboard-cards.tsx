/** Dashboards as the cards of home and index. */
import type { DashboardCard } from "@/components/nav/dashboard-cards";
import { accessNote } from "@/lib/dashboards/access-note";
import { addressOf } from "@/lib/dashboards/address";
import type { Dashboard } from "@/lib/dashboards/types";

/** What a card shows of a dashboard. */
export function cardOf({ slug, access }: Dashboard): DashboardCard {
  return {
    href: addressOf(slug).path,
    title: access.title,
    summary: access.summary,
    icon: <access.icon aria-hidden />,
    access: accessNote(access.rule),
  };
}
