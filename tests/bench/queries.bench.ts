/** Three million flights: what the filters of a dashboard cost, from a table and kept in memory. */
import { bench, describe } from "vitest";
import { delayByAirport, delayByHour } from "@/app/(dashboards)/dashboards/flights/data";
import { filters } from "@/app/(dashboards)/dashboards/flights/filters";
import type { Principal } from "@/lib/access/policy";

const principal = { signedIn: false } as Principal;
const all = filters.parse({});
let day = 0;

/** Filters that were not asked for before, so that nothing is remembered. */
function fresh() {
  day = (day + 1) % 150;
  const from = new Date(Date.UTC(2001, 0, 1 + day)).toISOString().slice(0, 10);
  return filters.parse({ from });
}

describe("delay by weekday and hour", () => {
  bench("computed", async () => void (await delayByHour(principal, fresh())));
  bench("remembered", async () => void (await delayByHour(principal, all)));
});

describe("delay by airport", () => {
  bench("computed", async () => void (await delayByAirport(principal, fresh())));
  bench("remembered", async () => void (await delayByAirport(principal, all)));
});
