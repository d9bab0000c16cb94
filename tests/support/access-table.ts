/** Who gets which answer from each route: written out, and not worked out by Foyer's own code. */
import type { Person } from "./ask";

type Answers = Record<Person, number>;
const order: Person[] = ["nobody", "carol", "alice", "bob", "admin"];

function row(...statuses: [number, number, number, number, number]): Answers {
  return Object.fromEntries(order.map((person, i) => [person, statuses[i] ?? 0])) as Answers;
}

const everyone = row(200, 200, 200, 200, 200);
const signedIn = row(307, 200, 200, 200, 200);
const unknown = row(307, 404, 404, 404, 404);
const closedEndpoint = row(401, 404, 404, 404, 404);

/** Columns: nobody, carol (no group), alice (analysts), bob (finance), admin (all). */
export const pages: Record<string, Answers> = {
  "/": everyone,
  "/login": everyone,
  "/logout": everyone,
  "/signed-out": everyone,
  "/setup": everyone,
  "/dashboards": signedIn,
  "/dashboards/climate": everyone,
  "/dashboards/weather": signedIn,
  "/dashboards/flights": row(307, 403, 200, 403, 200),
  "/dashboards/markets": row(307, 403, 403, 200, 200),
  "/account": signedIn,
  "/dashboards/none": unknown,
  "/none": unknown,
  "/none/of/these": unknown,
  "/dashboards/climate/none": unknown,
};

export const endpoints: Record<string, Answers> = {
  "/api/health": everyone,
  "/api/auth/session": everyone,
  "/api/auth/csrf": everyone,
  "/api/auth/providers": everyone,
  "/api/data/climate/co2": everyone,
  "/api/data/weather/days": row(401, 200, 200, 200, 200),
  "/api/data/flights/airports": row(401, 403, 200, 403, 200),
  "/api/data/markets/index": row(401, 403, 403, 200, 200),
  "/api/data/flights/none": row(401, 403, 404, 403, 404),
  "/api/data/markets/none": row(401, 403, 403, 404, 404),
  "/api/data/climate/none": closedEndpoint,
  "/api/data/none/none": closedEndpoint,
  "/api/none": closedEndpoint,
  "/api/data": closedEndpoint,
  "/api": closedEndpoint,
};

/** Nothing is there, but what is below a dashboard has its rule: middleware answers first. */
export const belowDashboards: Record<string, Answers> = {
  "/dashboards/flights/none": row(307, 403, 404, 403, 404),
  "/dashboards/markets/none/of/these": row(307, 403, 403, 404, 404),
};

/** Words that are on a private page, or in its data, and nowhere else. */
export const secrets: Record<string, RegExp> = {
  "/dashboards": /data-testid="username"/,
  "/dashboards/weather": /Seattle/,
  "/dashboards/flights": /Least punctual/,
  "/dashboards/markets": /drawdown/i,
  "/account": /Other browsers|This session/,
  "/api/data/weather/days": /"rows"/,
  "/api/data/flights/airports": /"rows"/,
  "/api/data/markets/index": /"rows"/,
};
