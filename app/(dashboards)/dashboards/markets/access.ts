/** Markets: what it is, and that finance may see it. */
import type { DashboardAccess } from "@/lib/dashboards/types";

export const access = {
  title: "Markets",
  summary: "The S&P 500 by day since 2000, how far it fell, and five stocks side by side.",
  icon: () => import("lucide-react/icons/chart-candlestick"),
  rule: { groups: { anyOf: ["finance"] } },
} satisfies DashboardAccess;
