/** Weather: what it is, and that everybody who is signed in may see it. */
import { CloudRain } from "lucide-react";
import type { DashboardAccess } from "@/lib/dashboards/types";

export const access = {
  title: "Weather",
  summary: "Four years of days in Seattle: how warm, how wet, and what kind of weather.",
  icon: CloudRain,
  rule: { signedIn: true },
} satisfies DashboardAccess;
