/** Weather: what it is, and that everybody who is signed in may see it. */
import type { DashboardAccess } from "@/lib/dashboards/types";

export const access = {
  title: "Weather",
  summary: "Four years of days in Seattle: how warm, how wet, and what kind of weather.",
  icon: () => import("lucide-react/icons/cloud-rain"),
  rule: { signedIn: true },
} satisfies DashboardAccess;
