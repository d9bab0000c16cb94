/** Reads a CSV file of people: its text, its heading and its rows, with their line numbers. */
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";

const MOST_BYTES = 5 * 2 ** 20;
const MOST_ROWS = 5000;

export const columns = [
  "username",
  "email",
  "name",
  "groups",
  "password",
  "password_hash",
] as const;
export type Column = (typeof columns)[number];

/** Something wrong with the file. `column` is left out when it is wrong as a whole. */
export interface RowError {
  line: number;
  column?: string;
  message: string;
}

/** One row; columns that the file lacks are empty. */
export interface ImportRow {
  line: number;
  cells: Record<Column, string>;
}

/** What csv-parse gives for each row when asked for line numbers, which its types don't know. */
const withLines = z.object({
  record: z.array(z.string()),
  info: z.object({ lines: z.number() }),
});

/** The rows of a file, or what is wrong with its form. */
export function readRows(bytes: Uint8Array): { rows: ImportRow[]; errors: RowError[] } {
  const whole = (message: string, line = 1) => ({ rows: [], errors: [{ line, message }] });
  if (bytes.length > MOST_BYTES) return whole("the file is larger than 5 MB");
  const text = decode(bytes);
  if (text === null) return whole("the file is not UTF-8 text; save it as “CSV UTF-8”");
  let parsed: z.output<typeof withLines>[];
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true };
    parsed = z.array(withLines).parse(parse(text, options));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return whole(csvErrorMessage(error), typeof error.lines === "number" ? error.lines : 1);
  }
  const [first, ...rest] = parsed;
  if (!first) return whole("the file is empty");
  if (rest.length > MOST_ROWS)
    return whole(`there are more than ${MOST_ROWS} rows; split the file`);
  const heading = first.record.map((cell) => cell.trim().toLowerCase());
  const errors = headingErrors(heading, first.info.lines);
  if (errors.length > 0) return { rows: [], errors };
  for (const { record, info } of rest) {
    if (record.length === heading.length) continue;
    const message = `has ${record.length} cells, and the heading has ${heading.length}`;
    errors.push({ line: info.lines, message });
  }
  const rows = rest.map(({ record, info }) => ({
    line: info.lines,
    cells: cellsOf(heading, record),
  }));
  return { rows: errors.length > 0 ? [] : rows, errors };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function headingErrors(heading: string[], line: number): RowError[] {
  const known = columns.join(", ");
  if (heading.length === 1 && heading[0]?.includes(";")) {
    return [{ line, message: "columns are separated by commas, not semicolons" }];
  }
  const errors: RowError[] = [];
  heading.forEach((column, i) => {
    if (!(columns as readonly string[]).includes(column)) {
      errors.push({ line, column, message: `is not a column; the columns are ${known}` });
    } else if (heading.indexOf(column) < i) {
      errors.push({ line, column, message: "is there twice" });
    }
  });
  if (!heading.includes("username"))
    errors.push({ line, column: "username", message: "is missing" });
  if (!heading.includes("password") && !heading.includes("password_hash")) {
    errors.push({ line, message: "there is neither a column password nor a column password_hash" });
  }
  return errors;
}

/** Spaces around a cell don't count, except in a password. */
function cellsOf(heading: string[], record: string[]): Record<Column, string> {
  const cell = (column: Column) => record[heading.indexOf(column)] ?? "";
  return {
    username: cell("username").trim(),
    email: cell("email").trim(),
    name: cell("name").trim(),
    groups: cell("groups").trim(),
    password: cell("password"),
    password_hash: cell("password_hash").trim(),
  };
}

function csvErrorMessage({ code }: CsvError): string {
  return code === "CSV_QUOTE_NOT_CLOSED"
    ? "a quotation mark is opened and never closed"
    : "a quotation mark is out of place; put the whole cell in quotation marks and double those inside";
}
