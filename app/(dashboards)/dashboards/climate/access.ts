/** Climate: what it is, and that the whole world may see it. */
import type { DashboardAccess } from "@/lib/dashboards/types";

export const access = {
  title: "Climate",
  summary: "Carbon dioxide in the air at Mauna Loa, and how much warmer the world has become.",
  icon: () => import("lucide-react/icons/thermometer"),
  rule: { public: true },
} satisfies DashboardAccess;
