/** What names and addresses may look like, wherever they are typed. */
import { z } from "zod";
import { AppError } from "../errors";

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u;
/** Control characters, and those that turn the direction of the text around them. */
const ODD = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

const length = (text: string) => [...text].length;

/** A username: no `@`, so that it is never somebody's e-mail address. */
export const username = z
  .string()
  .refine((v) => v !== "", "is missing")
  .refine((v) => length(v) <= 64, "has more than 64 characters")
  .refine(
    // Its compatibility form counts too: one letter may unfold into words with spaces.
    (v) => v === "" || (NAME.test(v) && NAME.test(v.normalize("NFKC"))),
    "may have letters, digits, dots, hyphens and underscores only, and starts with a letter or digit",
  );

/** An e-mail address. */
export const email = z
  .string()
  .max(254, "has more than 254 characters")
  .refine((v) => z.regexes.unicodeEmail.test(v) && !ODD.test(v), "is not an e-mail address");

/** A name for people to read. */
export const displayName = z
  .string()
  .trim()
  .refine((v) => v !== "", "is missing")
  .refine((v) => length(v) <= 100, "has more than 100 characters")
  .refine((v) => !ODD.test(v), "has control characters");

/** A group's name. Commas and semicolons separate names, so they are in none. */
export const groupName = z
  .string()
  .trim()
  .refine((v) => v !== "", "is missing")
  .refine((v) => length(v) <= 64, "has more than 64 characters")
  .refine((v) => !/[,;]/.test(v) && !ODD.test(v), "has a comma, semicolon or control character");

/** What is wrong with a value by a field's rules, or null. */
export function faultOf(rules: z.ZodType<string>, value: string): string | null {
  return rules.safeParse(value).error?.issues[0]?.message ?? null;
}

/** The value as the field's rules leave it. Throws `invalid-input` naming the field. */
export function checked(field: string, rules: z.ZodType<string>, value: string): string {
  const fault = faultOf(rules, value);
  if (fault === null) return rules.parse(value);
  const title = `The ${field} ${JSON.stringify(value.slice(0, 70))} ${fault}.`;
  throw new AppError("invalid-input", { title, fields: { [field]: [fault] } });
}
