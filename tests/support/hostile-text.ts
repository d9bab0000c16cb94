/** Texts that a terminal would obey, that can't be seen, or that turn the text around them. */

/** One for each kind: escapes, C1 controls, bidi controls, line ends, what has no width or no glyph. */
export const HOSTILE: readonly string[] = [
  "\u001b[2J\u001b[31mred",
  "\u001b]0;title\u0007",
  "\u001bP$q\u001b\\",
  "\u009b31mred",
  "\u009d0;title\u009c",
  "\u0090+q\u009c",
  "back\b\b\bspace",
  "over\rFORGED",
  "line\nFORGED line",
  "line\u0085FORGED",
  "line\u2028FORGED\u2029",
  "\u000b\u000c\u000e\u000f\u0000\u0005\u0011\u0013\u001a",
  "\u007f\u007f",
  "\u202egnp.exe",
  "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u200e\u200f\u061c",
  "a\u200bb\u200cc\u200dd\u2060e\ufefff",
  "a\ufe0fb\u034fc\u3164d\u115fe\u1160f\uffa0g\u17b4h\u180ei\u180b",
  "a\u00adb\u{e0001}c\u{e0100}d\u{1d173}e",
  "\ue000\u{f0000}\u{10fffd}",
  "lone\ud800surrogate\udfff",
];

/** Unsafe characters of an output, by code point: all but line feeds that end its lines. */
export function unsafeIn(output: string): string[] {
  return [...output]
    .filter((c) => c !== "\n" && UNSAFE.test(c))
    .map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16)}`);
}

// Spelled out by ranges, not by the properties that the code under test may use.
const UNSAFE = new RegExp(
  `[${[
    "\\u{0}-\\u{1f}\\u{7f}-\\u{9f}",
    "\\u{ad}\\u{34f}\\u{61c}\\u{115f}\\u{1160}\\u{17b4}\\u{17b5}\\u{180b}-\\u{180f}",
    "\\u{200b}-\\u{200f}\\u{2028}-\\u{202e}\\u{2060}-\\u{206f}",
    "\\u{3164}\\u{fe00}-\\u{fe0f}\\u{feff}\\u{ffa0}\\u{fff9}-\\u{fffb}",
    "\\u{d800}-\\u{f8ff}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}\\u{f0000}-\\u{10ffff}",
  ].join("")}]`,
  "u",
);
