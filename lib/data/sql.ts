/** SQL with bound values: text is only ever what a developer wrote, values never become part of it. */
import { sqlName, type Table } from "./table";

/** What may be bound: `null`, texts, numbers, booleans, and lists of texts (for `list_contains`). */
export type Bindable = null | string | number | boolean | readonly string[];

/** A statement, or a part of one. Made by {@link sql} and {@link name} alone. */
export class Sql {
  constructor(
    readonly text: readonly string[],
    readonly values: readonly Bindable[],
    readonly tables: readonly Table[],
  ) {}

  /** The statement with its placeholders numbered: `… WHERE year >= $1`. */
  get statement(): string {
    return this.text.reduce((all, part, i) => `${all}$${i}${part}`);
  }
}

/** A dashboard's table in the place of a name, another {@link Sql} in the place of a part, or a value. */
type Inserted = Bindable | Table | Sql;

/** Writes a statement: ``sql`SELECT * FROM ${table} WHERE year >= ${from}` ``. */
export function sql(parts: TemplateStringsArray, ...inserted: Inserted[]): Sql {
  const text: string[] = [parts[0] ?? ""];
  const values: Bindable[] = [];
  const tables: Table[] = [];
  const append = (part: string) => text.push(`${text.pop() ?? ""}${part}`);

  inserted.forEach((item, i) => {
    if (item instanceof Sql) {
      const [first = "", ...rest] = item.text;
      append(first);
      text.push(...rest);
      values.push(...item.values);
      tables.push(...item.tables);
    } else if (isTable(item)) {
      append(sqlName(item));
      tables.push(item);
    } else {
      values.push(item);
      text.push("");
    }
    append(parts[i + 1] ?? "");
  });
  return new Sql(text, values, tables);
}

/** The name of a column, whatever characters it has. */
export function name(column: string): Sql {
  return new Sql([`"${column.replaceAll('"', '""')}"`], [], []);
}

function isTable(item: Inserted): item is Table {
  return typeof item === "object" && item !== null && "file" in item;
}
