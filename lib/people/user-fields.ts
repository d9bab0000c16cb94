/** What names and addresses may look like, wherever they are typed. */
import { z } from "zod";
import { AppError } from "../errors/app-error";
import { hiddenError, invisibleError, lookAlikeError, mixedScriptsError } from "./name-characters";

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u;
/** What identifiers of any kind are made of; leaves out numbers in circles and the like. */
const IDENTIFIER = /^[\p{XID_Continue}._-]*$/u;
/** Control characters, and those that turn the direction of the text around them. */
const ODD = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const length = (text: string) => [...text].length;

type Check = (value: string) => string | null;

/** The first error is the one to tell. */
function checks(...all: Check[]) {
  return (value: string, ctx: z.RefinementCtx) => {
    const message = all.map((check) => check(value)).find((error) => error !== null);
    if (message) ctx.addIssue({ code: "custom", message });
  };
}

const missing: Check = (v) => (v === "" ? "is missing" : null);
const longerThan =
  (most: number): Check =>
  (v) =>
    length(v) > most ? `has more than ${most} characters` : null;

/** Its compatibility form counts too: one letter may unfold into words with spaces. */
function isName(v: string): boolean {
  const plain = v.normalize("NFKC");
  return NAME.test(v) && NAME.test(plain) && IDENTIFIER.test(plain);
}

/** A username: no `@`, so that it is never somebody's e-mail address, and no other name's double. */
export const username = z
  .string()
  .superRefine(
    checks(
      missing,
      longerThan(64),
      invisibleError,
      (v) =>
        isName(v)
          ? null
          : "may have letters, digits, dots, hyphens and underscores only, and starts with a letter or digit",
      lookAlikeError,
    ),
  );

/** An e-mail address. What is before the `@`, and each label after it, is of one kind of writing. */
export const email = z.string().superRefine(
  checks(
    (v) => (v.length > 254 ? "has more than 254 characters" : null),
    (v) => (z.regexes.unicodeEmail.test(v) && !ODD.test(v) ? null : "is not an e-mail address"),
    invisibleError,
    (v) =>
      v
        .split(/@|(?<=@.*)\./s)
        .map(lookAlikeError)
        .find(Boolean) ?? null,
  ),
);

/** A name for people to read. */
export const displayName = z
  .string()
  .trim()
  .superRefine(
    checks(
      missing,
      longerThan(100),
      (v) => (ODD.test(v) ? "has control characters" : null),
      hiddenError,
    ),
  );

/**
 * A group's name. Commas and semicolons separate names, so they are in none. Each word is of one
 * kind of writing: rules speak of groups by name, and `аdmins` must not pass for `admins`.
 */
export const groupName = z
  .string()
  .trim()
  .superRefine(
    checks(
      missing,
      longerThan(64),
      (v) => (/[,;]/.test(v) || ODD.test(v) ? "has a comma, semicolon or control character" : null),
      invisibleError,
      mixedScriptsError,
    ),
  );

/** What is wrong with a value by a field's rules, or null. */
export function errorOf(rules: z.ZodType<string>, value: string): string | null {
  return rules.safeParse(value).error?.issues[0]?.message ?? null;
}

/** The value as the field's rules leave it. Throws `invalid-input` naming the field. */
export function checked(field: string, rules: z.ZodType<string>, value: string): string {
  const error = errorOf(rules, value);
  if (error === null) return rules.parse(value);
  const title = `The ${field} ${JSON.stringify(value.slice(0, 70))} ${error}.`;
  throw new AppError("invalid-input", { title, fields: { [field]: [error] } });
}
