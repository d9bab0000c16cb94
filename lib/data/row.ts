/** What a row of a query holds: each column once, with its type and the SQL that it comes from. */
import "server-only";
import { z } from "zod";
import { name, type Sql, sql } from "./sql";

/** A column that SQL works out. */
export interface Computed<T extends z.ZodType = z.ZodType> {
  type: T;
  from: Sql;
}

/** By name: the type of a column that the table has by this name, or a computed one. */
export type Columns = Record<string, z.ZodType | Computed>;

type TypeOf<C> = C extends Computed<infer T> ? T : C extends z.ZodType ? C : never;
type Shape<C extends Columns> = { -readonly [K in keyof C]: TypeOf<C[K]> };

export interface RowDefinition<C extends Columns = Columns> {
  columns: C;
  /** Checks a row. */
  schema: z.ZodObject<Shape<C>>;
  /** All columns, for a `SELECT` that works them out. */
  select: Sql;
  /** Their names alone, for a `SELECT` from one that has worked them out. */
  names: Sql;
}

/** A row as its schema gives it. */
export type RowOf<D extends RowDefinition> = z.output<D["schema"]>;

/** A column that SQL works out: ``computed(z.number(), sql`avg(price)`)``. */
export function computed<T extends z.ZodType>(type: T, from: Sql): Computed<T> {
  return { type, from };
}

/**
 * Defines a row by its columns, in the order in which they are served. Throws TypeError when there
 * are none.
 */
export function defineRow<const C extends Columns>(columns: C): RowDefinition<C> {
  const entries = Object.entries(columns);
  const types = entries.map(([key, column]) => [key, isComputed(column) ? column.type : column]);
  return {
    columns,
    schema: z.object(Object.fromEntries(types) as Shape<C>),
    select: list(
      entries.map(([key, column]) =>
        isComputed(column) ? sql`${column.from} AS ${name(key)}` : name(key),
      ),
    ),
    names: list(entries.map(([key]) => name(key))),
  };
}

function isComputed(column: z.ZodType | Computed): column is Computed {
  return "from" in column;
}

function list([first, ...rest]: Sql[]): Sql {
  if (!first) throw new TypeError("a row without columns");
  return rest.reduce((all, part) => sql`${all}, ${part}`, first);
}
