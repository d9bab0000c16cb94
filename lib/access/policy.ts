/** Who may see what: access rules, and the one function that answers them. */

import { nameKey } from "./name-key";

declare const brand: unique symbol;

/** A signed-in person. Only lib/session/session.ts makes one, from a session found in the database. */
export interface Viewer {
  readonly [brand]: "viewer";
  readonly signedIn: true;
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  /** Group names, sorted. */
  readonly groups: readonly string[];
  readonly session: {
    readonly id: string;
    readonly signedInAt: Date;
    readonly expiresAt: Date;
    readonly method: string;
  };
}

/** All that a {@link Viewer} holds, before it is one. */
export type ViewerFacts = Omit<Viewer, typeof brand>;

/** Somebody who is not signed in. */
export interface Visitor {
  readonly [brand]: "visitor";
  readonly signedIn: false;
}

/** Whoever asks for something: what every data function takes. */
export type Principal = Viewer | Visitor;

export interface GroupRule {
  anyOf?: readonly string[];
  allOf?: readonly string[];
  noneOf?: readonly string[];
}

/** A look-up of one's own: it has 2 s to say true, and is asked once per request. */
export interface CheckRule {
  readonly check: (viewer: Viewer) => boolean | Promise<boolean>;
}

/** An access rule. `public` is the only one that lets nobody in particular through. */
export type Rule =
  | { readonly public: true }
  | { readonly signedIn: true }
  | { readonly groups: GroupRule }
  | CheckRule;

export type Decision = "allow" | "sign-in" | "forbid";

/** Hears of a rule that failed: what it threw, or that it took too long. */
export type ReportRule = (error: unknown, rule: Rule) => void;

/** What decide() leaves to others, so that it needs nothing but its arguments. */
export interface DecisionHost {
  /** Asks a rule's own check; rejects when it throws, takes too long or says neither yes nor no. */
  evaluateCheck: (rule: CheckRule, viewer: Viewer) => boolean | Promise<boolean>;
  report: ReportRule;
}

/** Answers a rule for somebody. A rule that fails, or says nothing, forbids. */
export async function decide(
  rule: Rule,
  principal: Principal,
  { evaluateCheck, report }: DecisionHost,
): Promise<Decision> {
  if ("public" in rule && rule.public === true) return "allow";
  if (!principal.signedIn) return "sign-in";
  try {
    return (await holds(rule, principal, evaluateCheck)) ? "allow" : "forbid";
  } catch (error) {
    report(error, rule);
    return "forbid";
  }
}

async function holds(
  rule: Rule,
  viewer: Viewer,
  evaluateCheck: DecisionHost["evaluateCheck"],
): Promise<boolean> {
  if ("check" in rule) return (await evaluateCheck(rule, viewer)) === true;
  if ("groups" in rule) return inGroups(rule.groups, viewer);
  return "signedIn" in rule && rule.signedIn === true;
}

function inGroups({ anyOf, allOf, noneOf }: GroupRule, viewer: Viewer): boolean {
  if (!anyOf && !allOf && !noneOf) return false;
  const has = new Set(viewer.groups.map(nameKey));
  const member = (group: string) => has.has(nameKey(group));
  return (!anyOf || anyOf.some(member)) && (!allOf || allOf.every(member)) && !noneOf?.some(member);
}
