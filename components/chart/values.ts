/** Values for figures: numbers packed for the way to the browser, texts made harmless. */
import type { PackedNumbers } from "./figure";

/** Numbers in single precision (7 digits); gaps are null. */
export function packed(numbers: readonly (number | null)[]): PackedNumbers {
  const array = Float32Array.from(numbers, (n) => n ?? Number.NaN);
  return { dtype: "f4", bdata: Buffer.from(array.buffer).toString("base64") };
}

/** ISO days as milliseconds since 1970, in double precision, as a date axis takes them. */
export function packedDays(days: readonly string[]): PackedNumbers {
  const array = Float64Array.from(days, (text) => Date.parse(text));
  return { dtype: "f8", bdata: Buffer.from(array.buffer).toString("base64") };
}

/**
 * A text from data as Plotly may show it. Plotly reads labels, names and hover texts as a small
 * HTML, links included: here every mark of it becomes a character.
 */
export function plainLabel(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
