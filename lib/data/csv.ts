/** Rows as CSV (RFC 4180) that is safe to open in a spreadsheet. */
import type { RowValue } from "./row-value";

/** Characters with which a spreadsheet takes a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * CSV text with a header line and CRLF line ends. Texts that a spreadsheet would run as a formula
 * get an apostrophe in front; numbers stay as they are.
 *
 * @param columns - names in order; taken from the first row when left out
 */
export function toCsv(
  rows: readonly Record<string, RowValue>[],
  columns: readonly string[] = Object.keys(rows[0] ?? {}),
): string {
  const line = (cells: readonly RowValue[]) => cells.map(cell).join(",");
  const lines = rows.map((row) => line(columns.map((name) => row[name] ?? null)));
  return `${[line(columns), ...lines].join("\r\n")}\r\n`;
}

function cell(value: RowValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
