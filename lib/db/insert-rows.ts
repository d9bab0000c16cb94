/** Adding many rows at once, in the fewest statements: the write lock is held while they run. */
import { Prisma, type Transaction } from "./client";

/** Bound values per statement: with more, the driver takes longer for each. */
const MOST_VALUES = 5000;

type Value = string | number | boolean | Date | null;

/**
 * Inserts rows that all have the first one's columns. Prisma's own `createMany` takes ten times as
 * long. Defaults that Prisma fills in, such as ids and times, must be given.
 */
export async function insertRows(
  tx: Transaction,
  table: Prisma.ModelName,
  rows: readonly Record<string, Value>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const names = Prisma.raw(columns.map((column) => `"${column}"`).join(", "));
  const most = Math.floor(MOST_VALUES / columns.length);
  for (let i = 0; i < rows.length; i += most) {
    const tuples = rows
      .slice(i, i + most)
      .map((row) => Prisma.sql`(${Prisma.join(columns.map((column) => row[column] ?? null))})`);
    await tx.$executeRaw`INSERT INTO ${Prisma.raw(`"${table}"`)} (${names}) VALUES ${Prisma.join(tuples)}`;
  }
}
