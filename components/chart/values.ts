/** Values for figures: packed days as an axis takes them, texts made harmless. */
import type { PackedDays } from "./figure";

/** In milliseconds. */
export const DAY = 86_400_000;

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
