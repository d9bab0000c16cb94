/** What the list of dashboards must hold to be one: each slug once, each with an access.ts of its own. */
import { nameRule } from "../access/rule-names";
import { addressOf, type DashboardAddress } from "./address";
import type { Dashboard, DashboardAccess } from "./types";

/** A slug is a part of an address, and the name of a folder. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const REGISTRY = "app/(dashboards)/dashboards/registry.ts";

/**
 * Checks the list when it is loaded, so that a wrong one is never served. Throws in words that name
 * the line.
 */
export function registered(dashboards: readonly Dashboard[]): readonly Dashboard[] {
  for (const [at, { slug, access }] of dashboards.entries()) {
    const line = `${REGISTRY}: the line of "${slug}"`;
    if (!SLUG.test(slug)) throw new Error(`${line} needs a slug of a-z, 0-9 and hyphens.`);
    const before = dashboards.slice(0, at);
    if (before.some((other) => other.slug === slug)) throw new Error(`${line} is there twice.`);
    const owner = before.find((other) => other.access === access);
    if (owner) throw new Error(`${line} has the access of "${owner.slug}": import its own.`);
    nameRule(access.rule, addressOf(slug).path);
  }
  return dashboards;
}

/**
 * The addresses of the dashboard whose access.ts this is: a page asks with its own, and so never
 * has to know its slug. Throws, at build already, when no line of the registry has it.
 */
export function addressIn(
  dashboards: readonly Dashboard[],
  access: DashboardAccess,
): DashboardAddress {
  const dashboard = dashboards.find((known) => known.access === access);
  if (!dashboard) throw new Error(`The dashboard "${access.title}" has no line in ${REGISTRY}.`);
  return addressOf(dashboard.slug);
}
