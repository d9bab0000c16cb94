/** The dashboards of whoever asks, worked out once per request for navigation, home and index. */
import "server-only";
import { cache } from "react";
import { dashboards } from "@/app/(dashboards)/dashboards/registry";
import type { Asker } from "@/lib/access/policy";
import { openable } from "@/lib/dashboards/visible";
import { reportRule } from "@/lib/guards/report-rule";

/** Those registered whose rule lets this asker in. */
export const openableDashboards = cache((asker: Asker) => openable(dashboards, asker, reportRule));
