/** Which characters names may have, by Unicode's security profile for identifiers (UTS 39). */

/** Scripts in general use (UAX 31, table 5). Others have letters that pass for these. */
const SCRIPTS = [
  ..."Latin Cyrillic Greek Han Hiragana Katakana Hangul Bopomofo Arabic Hebrew Devanagari".split(
    " ",
  ),
  ..."Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao".split(" "),
  ..."Tibetan Myanmar Khmer Ethiopic Armenian Georgian Thaana".split(" "),
];
const patterns = new Map(SCRIPTS.map((name) => [name, new RegExp(`\\p{scx=${name}}`, "u")]));

/** Scripts that are written together: the level that UTS 39 calls highly restrictive. */
const TOGETHER = [
  ...SCRIPTS.map((name) => [name]),
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Bopomofo"],
  ["Latin", "Han", "Hangul"],
];

const PLAIN = /^[\x20-\x7e]*$/;
const OF_ANY_SCRIPT = /[\p{scx=Common}\p{scx=Inherited}]/u;
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;
/** Of these, what the spelling of words and the looks of emoji need in running text. */
const JOINING = /\u200c|\u200d|\ufe0e|\ufe0f/gu;
/** A dot above a letter that has one, a mark twice, or more marks than any language stacks. */
const HIDDEN_MARK = /\p{Soft_Dotted}\p{Mn}*\u0307|(\p{Mn})\1|\p{Mn}{5}/u;

/** Letters of phonetic and historic writing, but for those of today's alphabets. */
const SPECIAL =
  /(?![ɓɔɖɗəɛɠɣɨɩɲɵʃʉʊʋʌʒ])[\u0250-\u02af]|[\u01c0-\u01c3\u02b9\u02ba\u02bd-\u02eb\u02ed-\u02ff\u1c80-\u1c8f\u1d00-\u1dbf\u2de0-\u2dff\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f]/u;

/** What is wrong with a name that must have no invisible character, in words; or null. */
export function invisibleError(text: string): string | null {
  const found = INVISIBLE.exec(text) ?? INVISIBLE.exec(text.normalize("NFKC"));
  return found && `has a character that can’t be seen, ${codePoint(found[0])}`;
}

/** The same for a name in running text, where words and emoji may be joined by what can't be seen. */
export function hiddenError(text: string): string | null {
  const visible = text.replace(JOINING, "");
  if (visible.trim() === "" && text !== "") return "has nothing that can be seen";
  return invisibleError(visible);
}

/**
 * What makes a name pass for another, in words that name the characters: scripts that aren't written
 * together (a Cyrillic а among Latin letters), letters out of use, marks that hide; or null.
 */
export function lookAlikeError(text: string): string | null {
  if (PLAIN.test(text)) return null;
  const name = text.normalize("NFKC");
  const special = SPECIAL.exec(name);
  if (special) return `has ${named(special[0])}, a letter of phonetic or historic writing`;
  const mark = HIDDEN_MARK.exec(text.normalize("NFKD"));
  if (mark) return `has marks on a letter that can’t be told apart, at ${codePoint(mark[0])}`;
  return mixedError(name) ?? digitsError(name);
}

/** {@link lookAlikeError} for each word: words of different scripts may stand side by side. */
export function mixedScriptsError(text: string): string | null {
  const words = text.normalize("NFKC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map(lookAlikeError).find((error) => error !== null) ?? null;
}

function mixedError(name: string): string | null {
  let possible = TOGETHER;
  let before = "";
  for (const c of name) {
    if (OF_ANY_SCRIPT.test(c)) continue;
    const scripts = scriptsOf(c);
    if (scripts.length === 0) return `has ${named(c)}, of a script that is not in general use`;
    possible = possible.filter((set) => set.some((script) => scripts.includes(script)));
    if (possible.length === 0) return `mixes ${described(before)} with ${described(c)}`;
    before ||= c;
  }
  return null;
}

/** Digits of one kind only: those of several scripts look like others of another value. */
function digitsError(name: string): string | null {
  const [first, ...others] = name.match(/\p{Nd}/gu) ?? [];
  const other = others.find((digit) => zeroOf(digit) !== zeroOf(first ?? digit));
  return first && other ? `mixes the digits ${named(first)} and ${named(other)}` : null;
}

/** The code point of zero in a digit's own row. */
function zeroOf(digit: string): number {
  let point = digit.codePointAt(0) ?? 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - 1))) point--;
  return point;
}

function scriptsOf(c: string): string[] {
  return SCRIPTS.filter((name) => patterns.get(name)?.test(c));
}

/** `the Cyrillic letter “а” (U+0430)` */
function described(c: string): string {
  return `the ${scriptsOf(c)[0]} letter ${named(c)}`;
}

function named(c: string): string {
  return `“${c}” (${codePoint(c)})`;
}

function codePoint(c: string): string {
  return `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
