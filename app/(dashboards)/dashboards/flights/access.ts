/** Flights: what it is, and that analysts may see it. */
import type { DashboardAccess } from "@/lib/dashboards/types";

export const access = {
  title: "Flights",
  summary: "Three million US flights of early 2001: when, where and how late they arrived.",
  icon: () => import("lucide-react/icons/plane-takeoff"),
  rule: { groups: { anyOf: ["analysts"] } },
} satisfies DashboardAccess;
