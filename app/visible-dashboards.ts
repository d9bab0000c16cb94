/** The dashboards of whoever asks, worked out once per request for navigation, home and index. */
import "server-only";
import { cache } from "react";
import { dashboards } from "@/app/(dashboards)/dashboards/registry";
import type { Principal } from "@/lib/access/policy";
import { visibleDashboardsOf } from "@/lib/dashboards/visible";
import { accessDecision } from "@/lib/guards/access-decision";

/** Those registered whose rule lets this principal in. */
export const visibleDashboards = cache((principal: Principal) =>
  visibleDashboardsOf(dashboards, principal, accessDecision),
);
