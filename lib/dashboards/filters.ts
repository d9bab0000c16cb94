/** Reads a page's filters from its address: what is good applies, what is not stays in the form. */
import { z } from "zod";
import type { FieldErrors } from "../errors/app-error";

/** Search parameters as Next.js gives them; a name given twice has a list. */
export type SearchParams = Record<string, string | string[] | undefined>;

export interface FilterFieldState {
  name: string;
  /** What the field shows: as typed, or else the default. Several for a group of boxes. */
  values: readonly string[];
  /** What is wrong with it: one at most. */
  errors: readonly string[];
}

export interface FilterView<T> {
  /** The filters that apply; an invalid one counts as not given. */
  values: T;
  /** The address's query with the invalid ones left out, for links to the same figures. */
  query: string;
  invalid: boolean;
  /** What each field holds when nothing is asked for. */
  defaults: Record<string, readonly string[]>;
  field: (name: keyof T & string) => FilterFieldState;
}

/** Reads filters by a schema whose every field has a default. Never throws on input. */
export function readFilters<S extends z.ZodType<object>>(
  schema: S,
  given: SearchParams,
): FilterView<z.output<S>> {
  const first = schema.safeParse(given);
  const errors = first.success ? {} : errorsOf(first.error);
  const good = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && !(name in errors)),
  );
  const second = first.success ? first : schema.safeParse(good);
  const defaults = schema.parse({});
  const values = second.success ? second.data : defaults;
  return {
    values,
    query: queryOf(second.success ? good : {}, defaults),
    invalid: !first.success,
    defaults: Object.fromEntries(Object.entries(defaults).map(([name, v]) => [name, texts(v)])),
    field: (name) => ({
      name,
      values: texts(given[name] ?? (values as Record<string, unknown>)[name]),
      errors: (errors[name] ?? []).slice(0, 1),
    }),
  };
}

function errorsOf(error: z.ZodError): FieldErrors {
  return z.flattenError(error).fieldErrors as FieldErrors;
}

function queryOf(params: SearchParams, known: object): string {
  const pairs = Object.entries(params)
    .filter(([name]) => name in known)
    .flatMap(([name, value]) => texts(value).map((text) => [name, text]));
  return new URLSearchParams(pairs).toString();
}

function texts(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}
