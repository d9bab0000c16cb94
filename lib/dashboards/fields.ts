/** Fields of a dashboard's filters: what a search parameter may hold, and the words when it doesn't. */
import { z } from "zod";

/** A GET form sends a field left empty as an empty text: that means "the default". */
const unlessEmpty = <S extends z.ZodType>(inner: S) =>
  z.preprocess((given) => (given === "" ? undefined : given), inner);

/** A whole number between two others. */
export function wholeNumber(bounds: { min: number; max: number; default: number; what: string }) {
  const { min, max, default: fallback, what } = bounds;
  const error = `Choose ${what} from ${min} to ${max}.`;
  return unlessEmpty(
    z
      .string({ error })
      .regex(/^\d{1,9}$/, { error, abort: true })
      .transform(Number)
      .pipe(z.number().min(min, { error, abort: true }).max(max, { error, abort: true }))
      .default(fallback),
  );
}

/** A day, as `2001-01-31`, between two others. */
export function day(bounds: { min: string; max: string; default: string }) {
  const { min, max, default: fallback } = bounds;
  const error = `Choose a day from ${min} to ${max}.`;
  return unlessEmpty(
    z.iso
      .date({ error, abort: true })
      .refine((given) => given >= min && given <= max, { error, abort: true })
      .default(fallback),
  );
}

/** One of a few values. */
export function oneOf<const V extends readonly [string, ...string[]]>(
  values: V,
  fallback: V[number],
) {
  const error = "Choose one of the values listed.";
  return z.preprocess(
    (given) => (given === "" || given === undefined ? fallback : given),
    z.enum(values, { error }),
  );
}

/**
 * Some of a few values; all of them when the parameter is missing. A form with a box for each also
 * sends the name with an empty value, which tells "none" from "not asked".
 */
export function someOf<const V extends readonly [string, ...string[]]>(
  values: V,
  whenNone: string,
) {
  const list = z
    .array(z.enum(values, { error: "Choose from the values listed." }))
    .min(1, { error: whenNone })
    .transform((chosen) => values.filter((value) => chosen.includes(value)));
  return z.preprocess((given) => {
    if (given === undefined) return [...values];
    return (Array.isArray(given) ? given : [given]).filter((value) => value !== "");
  }, list) as z.ZodType<V[number][]>;
}

/**
 * For `superRefine`: a range must not end before it begins. The error is at `to`. The fields above
 * abort at an error, so that this compares good values only.
 */
export function inOrder<T extends string | number>(
  range: { from: T; to: T },
  context: z.RefinementCtx,
): void {
  if (range.from <= range.to) return;
  context.addIssue({ code: "custom", path: ["to"], message: `Choose an end after ${range.from}.` });
}
