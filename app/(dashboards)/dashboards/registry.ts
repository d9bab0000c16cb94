/** The list of dashboards: navigation, index, middleware, guard and data endpoint all read it. */
import type { Dashboard } from "@/lib/dashboards/types";

export const dashboards: readonly Dashboard[] = [];
