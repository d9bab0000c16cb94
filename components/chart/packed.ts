/** Numbers and days packed on the server for the way to the browser. */
import "server-only";
import type { PackedDays, PackedNumbers } from "./figure";
import { DAY } from "./values";

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
