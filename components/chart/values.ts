/** Values for figures: numbers packed for the way to the browser, texts made harmless. */
import type { PackedDays, PackedNumbers } from "./figure";

const DAY = 86_400_000;

/** Numbers in single precision (7 digits); gaps are null. */
export function packed(numbers: readonly (number | null)[]): PackedNumbers {
  const array = Float32Array.from(numbers, (n) => n ?? Number.NaN);
  return { dtype: "f4", bdata: Buffer.from(array.buffer).toString("base64") };
}

/** ISO days. */
export function packedDays(days: readonly string[]): PackedDays {
  const array = Int32Array.from(days, (text) => Date.parse(text) / DAY);
  return { days: Buffer.from(array.buffer).toString("base64") };
}

/** Packed days as milliseconds since 1970, as a date axis takes them. */
export function unpackedDays({ days }: PackedDays): Float64Array {
  const bytes = Uint8Array.from(atob(days), (character) => character.charCodeAt(0));
  return Float64Array.from(new Int32Array(bytes.buffer), (day) => day * DAY);
}

/**
 * A text from data as Plotly may show it. Plotly reads labels, names and hover texts as a small
 * HTML, links included: here every mark of it becomes a character.
 */
export function plainLabel(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
