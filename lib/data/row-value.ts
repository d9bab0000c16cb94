/** DuckDB's values as plain ones that JSON and zod know. */
import { DuckDBTypeId, type DuckDBValueConverter, JSDuckDBValueConverter } from "@duckdb/node-api";

export type RowValue = string | number | boolean | null;

/**
 * Dates become `2001-01-31`, timestamps full ISO text, whole numbers of any width numbers.
 * Throws on types that have no plain form, and on numbers too large to be exact.
 */
export const plainValue: DuckDBValueConverter<RowValue> = (value, type) => {
  if (value === null || value === undefined) return null;
  if (type.typeId === DuckDBTypeId.DATE) return String(value);
  const plain = JSDuckDBValueConverter(value, type, JSDuckDBValueConverter);
  if (plain instanceof Date) return plain.toISOString();
  if (typeof plain === "bigint") {
    if (plain > Number.MAX_SAFE_INTEGER || plain < Number.MIN_SAFE_INTEGER) {
      throw new RangeError("a whole number too large to be exact");
    }
    return Number(plain);
  }
  if (plain === null || typeof plain === "object") {
    throw new TypeError(`no plain form for the type ${type}`);
  }
  return plain;
};
