/** Guards: every page, action and route is wrapped by one of these, and asks `decide()` for itself. */
import "server-only";
import { forbidden, notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { Principal, Rule, Viewer } from "../access/policy";
import { reportRefusal } from "../audit/report-refusal";
import type { SearchParams } from "../dashboards/filters";
import { AppError } from "../errors/app-error";
import { markReached, requestContext } from "../http/request-context";
import { signInAddress } from "../http/return-path";
import { getPrincipal, getPrincipalOrVisitor } from "../session/principal";
import { accessDecision } from "./access-decision";

export type { SearchParams };

interface PageProps {
  params: Promise<Record<string, string | string[]>>;
  searchParams: Promise<SearchParams>;
}
export interface PageContext<A extends Principal> {
  viewer: A;
  params: Record<string, string | string[]>;
  searchParams: SearchParams;
}
type Page = (props: PageProps) => Promise<ReactNode>;

/**
 * The signed-in person; sends everybody else to the sign-in page.
 * @public
 */
export async function requireViewer(): Promise<Viewer> {
  return requireAccess({ signedIn: true });
}

/** The person for whom the rule holds; others are sent to sign in, or see the 403 page. */
export async function requireAccess(rule: Exclude<Rule, { public: true }>): Promise<Viewer> {
  markReached();
  const principal = await getPrincipal();
  const decision = await accessDecision(rule, principal);
  if (decision === "allow" && principal.signedIn) return principal;
  if (decision === "forbid") reportRefusal(new AppError("forbidden"), principal);
  if (decision === "forbid") forbidden();
  redirect(signInAddress(requestContext().path));
}

/** A page that only those see for whom the rule holds. */
export function guardedPage(
  rule: Exclude<Rule, { public: true }>,
  render: (context: PageContext<Viewer>) => ReactNode | Promise<ReactNode>,
): Page {
  return async (props) => {
    const viewer = await requireAccess(rule);
    return render({ viewer, params: await props.params, searchParams: await props.searchParams });
  };
}

/** A page that the whole world may see. `viewer` is whoever asks, signed in or not. */
export function publicPage(
  rule: { readonly public: true },
  render: (context: PageContext<Principal>) => ReactNode | Promise<ReactNode>,
): Page {
  return async (props) => {
    markReached();
    if (rule.public !== true) notFound();
    const viewer = await getPrincipalOrVisitor();
    return render({ viewer, params: await props.params, searchParams: await props.searchParams });
  };
}

/** A dashboard's page, by the rule of its access.ts: for some, or for the whole world if that says so. */
export function dashboardPage(
  rule: Rule,
  render: (context: PageContext<Principal>) => ReactNode | Promise<ReactNode>,
): Page {
  return "public" in rule ? publicPage(rule, render) : guardedPage(rule, render);
}

/**
 * Part of a page for some, with words for the others. The hidden part is neither rendered nor sent.
 * @public
 */
export async function Guarded(props: {
  rule: Rule;
  children: () => ReactNode | Promise<ReactNode>;
  signedOut?: ReactNode;
  forbidden?: ReactNode;
}): Promise<ReactNode> {
  const decision = await accessDecision(props.rule, await getPrincipalOrVisitor());
  if (decision === "allow") return props.children();
  return (decision === "sign-in" ? props.signedOut : props.forbidden) ?? null;
}
