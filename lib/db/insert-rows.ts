/** Adding many rows at once, in few and short statements: the write lock is held while they run. */
import { Prisma, type Transaction } from "./client";

/** Bound values per statement: with more, the driver takes longer for each. */
const MOST_VALUES = 5000;

type Value = string | number | boolean | Date | null;
type Row = Readonly<Record<string, Value>>;

/**
 * Inserts rows that all have the first one's columns. Prisma's own `createMany` takes ten times as
 * long. Defaults that Prisma fills in, such as ids and times, must be given.
 */
export async function insertRows(
  tx: Transaction,
  table: Prisma.ModelName,
  rows: readonly Row[],
): Promise<void> {
  await runAll(tx, insertStatements(table, rows));
}

/** Runs statements made by {@link insertStatements}, which take long to make, too. */
export async function runAll(tx: Transaction, statements: readonly Prisma.Sql[]): Promise<void> {
  for (const statement of statements) await tx.$executeRaw(statement);
}

/**
 * The statements of {@link insertRows}, to make them before the transaction. A value that all rows
 * share is bound once per statement: binding takes longer than the database takes to insert.
 */
export function insertStatements(table: Prisma.ModelName, rows: readonly Row[]): Prisma.Sql[] {
  const [first] = rows;
  if (!first) return [];
  const differs = (column: string) => rows.some((row) => !same(row[column], first[column]));
  const columns = Object.keys(first);
  const [differing, shared] = [columns.filter(differs), columns.filter((c) => !differs(c))];
  // Rows need one column of their own, to be as many.
  const own = differing.length > 0 ? differing : shared.splice(0, 1);
  const most = Math.floor(MOST_VALUES / own.length);
  const target = `"${table}" (${listed([...own, ...shared])})`;
  const values = [Prisma.raw(listed(own)), ...shared.map((column) => first[column] ?? null)];
  return Array.from({ length: Math.ceil(rows.length / most) }, (_, i) => {
    const tuples = rows
      .slice(i * most, (i + 1) * most)
      .map((row) => Prisma.sql`(${Prisma.join(own.map((column) => row[column] ?? null))})`);
    return Prisma.sql`
      WITH new_rows (${Prisma.raw(listed(own))}) AS (VALUES ${Prisma.join(tuples)})
      INSERT INTO ${Prisma.raw(target)} SELECT ${Prisma.join(values)} FROM new_rows`;
  });
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

function listed(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(", ");
}
