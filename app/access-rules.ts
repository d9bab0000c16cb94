/** Which access rule a path has: what middleware asks. Whatever isn't named here is closed. */
import type { Rule } from "@/lib/access/policy";
import { dashboards } from "./(dashboards)/dashboards/registry";

/** Every path that is PUBLIC, exactly as written. */
const publicPaths = new Set([
  "/",
  "/login",
  "/logout",
  "/signed-out",
  "/setup",
  "/403",
  "/api/health",
]);

/** The rule of a path; `/api/auth/…` guards itself (lib/sign-in/endpoint.ts). */
export function accessRuleOf(path: string): Rule {
  if (publicPaths.has(path) || path.startsWith("/api/auth/")) return { public: true };
  const slug = /^\/(?:dashboards|api\/data)\/([^/]+)/.exec(path)?.[1];
  const dashboard = slug && dashboards.find((d) => d.slug === slug);
  return dashboard ? dashboard.access.rule : { signedIn: true };
}
