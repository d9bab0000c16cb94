/** What the names of tables mean: one thing each, in all of Foyer. */
import { processState } from "../process/process-state";

/** As much of a table as tells what its name means. */
interface Declaration {
  readonly name: string;
  readonly file: string;
  readonly columns: string;
  readonly identity: string;
}

/** Two tables of one name that differ. Its message says what to change. */
export class TableConflict extends Error {
  override name = "TableConflict";
}

/** Every bundle declares the tables anew: by name, then by identity. */
const names = processState("table names", () => new Map<string, Map<string, Declaration>>());

/** Remembers a declaration; the same one again changes nothing. */
export function declare(table: Declaration): void {
  const meanings = names.get(table.name) ?? new Map<string, Declaration>();
  names.set(table.name, meanings.set(table.identity, table));
}

/** What is wrong with a name that has more than one meaning; null when it has one. */
export function conflictOver(name: string): TableConflict | null {
  const [first, second] = names.get(name)?.values() ?? [];
  if (!first || !second) return null;
  const difference =
    first.file === second.file
      ? `over ${first.file} with different columns`
      : `one over ${first.file}, one over ${second.file}`;
  return new TableConflict(
    `Two different tables are called "${name}", ${difference}. ` +
      "Give one of them another name: the first argument of defineTable() in its dashboard's data.ts.",
  );
}

/** Throws a {@link TableConflict} when any name declared so far has more than one meaning. */
export function refuseConflicts(): void {
  for (const name of names.keys()) {
    const conflict = conflictOver(name);
    if (conflict) throw conflict;
  }
}
