/** Guards for endpoints: rule, then schema, then handler; every error is a problem document. */
import "server-only";
import type { z } from "zod";
import type { Principal, Rule } from "../access/policy";
import { reportRefusal } from "../audit/report-refusal";
import { asAppError } from "../db/errors";
import { AppError } from "../errors/app-error";
import { parseInput } from "../http/parse-input";
import { PRIVATE, problem } from "../http/problem";
import { markReached } from "../http/request-context";
import { getPrincipal, getPrincipalOrVisitor } from "../session/principal";
import { accessDecision } from "./access-decision";

type Params = Record<string, string>;
type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

/** A value, or how to find it from the path's parameters; null means there is no such thing. */
type Found<T> = T | ((params: Params) => T | null | Promise<T | null>);

interface RouteContext<S extends z.ZodType, A extends Principal> {
  viewer: A;
  input: z.output<S>;
  params: Params;
  request: Request;
}

/** An endpoint for whom the rule holds. Its search parameters pass `schema` first. */
export function guardedRoute<S extends z.ZodType>(
  schema: Found<S>,
  rule: Found<Rule>,
  handler: (context: RouteContext<S, Principal>) => Promise<Response>,
): RouteHandler {
  return async (request, context) => {
    markReached();
    let viewer: Principal | null = null;
    try {
      const params = flat(await context.params);
      // Somebody not signed in learns nothing, not even which paths exist.
      const applied = (await find(rule, params)) ?? { signedIn: true as const };
      viewer = "public" in applied ? await getPrincipalOrVisitor() : await getPrincipal();
      const decision = await accessDecision(applied, viewer);
      if (decision === "sign-in") throw new AppError("sign-in-required");
      if (decision === "forbid") throw new AppError("forbidden");
      const found = await find(schema, params);
      if (!found) throw new AppError("not-found");
      const input = parseInput(found, searchInput(new URL(request.url).searchParams));
      const response = await handler({ viewer, input, params, request });
      for (const [name, value] of Object.entries(PRIVATE)) response.headers.set(name, value);
      return response;
    } catch (error) {
      reportRefusal(error, viewer);
      return problem(asAppError(error));
    }
  };
}

/** An endpoint for the whole world. */
export function publicRoute(handler: (request: Request) => Promise<Response>): RouteHandler {
  return async (request) => {
    markReached();
    try {
      return await handler(request);
    } catch (error) {
      reportRefusal(error);
      return problem(asAppError(error));
    }
  };
}

/** Search parameters as pages get them: a name given twice has a list. */
function searchInput(params: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(params.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 && values[0] !== undefined ? values[0] : values];
    }),
  );
}

async function find<T extends object>(source: Found<T>, params: Params): Promise<T | null> {
  return typeof source === "function" ? await source(params) : source;
}

/** The path's parameters, each one text: what a catch-all caught is put together again. */
function flat(params: Record<string, string | string[]>): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, [value].flat().join("/")]),
  );
}
