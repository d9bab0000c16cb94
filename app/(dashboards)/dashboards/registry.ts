/** The list of dashboards: navigation, index, middleware, guard and data endpoint all read it. */
import type { DashboardAddress } from "@/lib/dashboards/address";
import { addressIn, registered } from "@/lib/dashboards/registry";
import type { DashboardAccess } from "@/lib/dashboards/types";
import { access as climate } from "./climate/access";
import { access as flights } from "./flights/access";
import { access as markets } from "./markets/access";
import { access as weather } from "./weather/access";

export const dashboards = registered([
  {
    slug: "climate",
    access: climate,
    datasets: () => import("./climate/data").then((m) => m.datasets),
  },
  {
    slug: "weather",
    access: weather,
    datasets: () => import("./weather/data").then((m) => m.datasets),
  },
  {
    slug: "flights",
    access: flights,
    datasets: () => import("./flights/data").then((m) => m.datasets),
  },
  {
    slug: "markets",
    access: markets,
    datasets: () => import("./markets/data").then((m) => m.datasets),
  },
]);

/** The addresses of the dashboard with this access.ts. Throws when it has no line above. */
export function dashboardAddress(access: DashboardAccess): DashboardAddress {
  return addressIn(dashboards, access);
}
