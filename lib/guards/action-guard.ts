/** Guards for server actions: rule, then schema, then work; the form gets its errors back. */
import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import type { Rule, Viewer } from "../access/policy";
import { reportRefusal } from "../audit/report-refusal";
import { asAppError } from "../db/errors";
import { AppError, type FieldErrors } from "../errors/app-error";
import { parseInput } from "../http/parse-input";
import { reportError } from "../http/problem";
import { markReached, setResponseStatus } from "../http/request-context";
import { requireSameSite } from "../http/same-site";
import { getPrincipal } from "../session/principal";
import { forgetSessionOfRequest } from "../session/request-session";
import { accessDecision } from "./access-decision";

/** What a form shows after it was sent: words for the whole, errors by field, and what was typed. */
export interface FormState {
  ok?: boolean;
  message?: string;
  fields?: FieldErrors;
  /** What was typed, without passwords. */
  values?: Record<string, string>;
  /** An address to go on to; it may be another site's. */
  next?: string;
}
type Action = (previous: FormState, form: FormData) => Promise<FormState>;

/** An action for whom the rule holds. */
export function guardedAction<S extends z.ZodType>(
  schema: S,
  rule: Exclude<Rule, { public: true }>,
  work: (viewer: Viewer, input: z.output<S>) => Promise<FormState>,
): Action {
  return answered(async (form) => {
    const principal = await getPrincipal();
    const decision = await accessDecision(rule, principal);
    if (decision === "sign-in" || !principal.signedIn) throw new AppError("sign-in-required");
    try {
      if (decision === "forbid") throw new AppError("forbidden");
      return await work(principal, parseInput(schema, fieldsOf(form)));
    } catch (error) {
      reportRefusal(error, principal);
      throw error;
    } finally {
      // The page that is rendered next, in the same request, shows what the work has changed.
      forgetSessionOfRequest();
    }
  });
}

/** An action for the whole world. */
export function publicAction<S extends z.ZodType>(
  schema: S,
  work: (input: z.output<S>) => Promise<FormState>,
): Action {
  return answered(async (form) => work(parseInput(schema, fieldsOf(form))));
}

function answered(run: (form: FormData) => Promise<FormState>): Action {
  return async (_previous, form) => {
    // Whoever calls from outside may send anything in its place.
    if (!(form instanceof FormData)) return malformed();
    markReached();
    try {
      requireSameSite("POST", await headers());
      return await run(form);
    } catch (error) {
      if (isNavigation(error)) throw error;
      reportRefusal(error);
      const known = asAppError(error);
      const message =
        known.status >= 500 ? `${known.message} (reference ${reportError(known)})` : known.message;
      return {
        ok: false,
        message,
        values: typedValues(form),
        ...(known.fields ? { fields: known.fields } : {}),
      };
    }
  };
}

/** The answer to a call without a form, which no page of ours makes. */
function malformed(): FormState {
  const { status, message } = new AppError("invalid-input");
  setResponseStatus(status);
  return { ok: false, message };
}

/** The form's text fields; Next.js's own start with `$`. */
function fieldsOf(form: FormData): Record<string, string> {
  const entries = [...form].filter(
    ([key, value]) => typeof value === "string" && !key.startsWith("$"),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

function typedValues(form: FormData): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(form)).filter(([key]) => !/password|token/i.test(key)),
  );
}

/** redirect(), notFound() and forbidden() work by throwing. */
function isNavigation(error: unknown): boolean {
  return error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_");
}
