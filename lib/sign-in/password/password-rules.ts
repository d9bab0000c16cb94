/** What a password may be: long, not among the common ones, not one's own name. Nothing else. */
import { dictionary } from "@zxcvbn-ts/language-common";

const SHORTEST = 12;
const LONGEST = 128;

/** Common passwords, the most common first: about 49,000, in lower case. */
const ranked = dictionary["passwords-common"];
const common = new Set(ranked);
/** With these, digits and signs before or after make no difference. */
const mostCommon = new Set(ranked.slice(0, 10_000));

export interface PersonNames {
  username: string;
  email: string | null;
  displayName: string;
}

/** Why somebody may not have this password, as a sentence that says what to do; or null. */
export function passwordError(password: string, person: PersonNames): string | null {
  const length = [...password].length;
  if (length < SHORTEST) return `Use at least ${SHORTEST} characters.`;
  if (length > LONGEST) return `Use at most ${LONGEST} characters.`;
  const folded = fold(password);
  if (isName(folded, person)) {
    return "This is your own name with little added. Use something that has nothing to do with it.";
  }
  if (isRepeated(folded)) {
    return "This repeats a few characters. Use several words that have nothing to do with each other.";
  }
  if (common.has(folded) || mostCommon.has(withoutPadding(folded))) {
    return "This is one of the passwords that are tried first. Use several words that have nothing to do with each other.";
  }
  return null;
}

function fold(text: string): string {
  return text.normalize("NFKC").toUpperCase().toLowerCase();
}

/** Whether all letters of the password are the person's own names, in any order and number. */
function isName(folded: string, { username, email, displayName }: PersonNames): boolean {
  const own = [username, email ?? "", displayName].map(fold);
  if (own.includes(folded)) return true;
  const withoutHost = own.map((name) => name.replace(/@.*/u, ""));
  const words = withoutHost.flatMap((name) => name.split(/[^\p{L}\p{M}]+/u));
  const names = [...[...own, ...withoutHost].map(letters), ...words.filter((w) => w.length > 2)]
    .filter((name) => name !== "")
    .sort((a, b) => b.length - a.length);
  const all = letters(folded);
  const rest = names.reduce((left, name) => left.replaceAll(name, ""), all);
  return all !== "" && rest === "";
}

/** Whether the password is one to four characters, or one common password, again and again. */
function isRepeated(folded: string): boolean {
  const unit = /^(.+?)\1+$/su.exec(folded)?.[1];
  return unit !== undefined && (unit.length <= 4 || common.has(unit));
}

function withoutPadding(folded: string): string {
  return folded.replace(/^\P{L}+|\P{L}+$/gu, "");
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{M}]/gu, "");
}
