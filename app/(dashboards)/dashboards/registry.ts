/** The list of dashboards: navigation, index, middleware, guard and data endpoint all read it. */
import type { Dashboard } from "@/lib/dashboards/types";
import { access as climate } from "./climate/access";
import { access as flights } from "./flights/access";
import { access as markets } from "./markets/access";
import { access as weather } from "./weather/access";

export const dashboards: readonly Dashboard[] = [
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
];
