/** Text from outside, before a terminal or a log shows it: what a terminal obeys, or nobody sees, is spelled out. */

/**
 * Control characters (C0, DEL, C1), formatting and bidi controls, line and paragraph separators,
 * what has no glyph of its own, and lone halves of characters.
 */
const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * One line of output: unsafe characters, line feeds and tabs among them, as `\u{9b}`.
 * @param {string} text
 */
export function terminalLine(text) {
  return text.replace(UNSAFE, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`);
}

/**
 * Several lines, whose line feeds are the program's own; within each, as {@link terminalLine}.
 * @param {string} text
 */
export function terminalLines(text) {
  return text.split("\n").map(terminalLine).join("\n");
}

/**
 * JSON that says the same in safe characters: within its strings unsafe ones become `\u009b`.
 * @param {string} json
 */
export function terminalJson(json) {
  return json
    .split("\n")
    .map((line) => line.replace(UNSAFE, (c) => c.split("").map(escaped).join("")))
    .join("\n");
}

/** @param {string} unit a UTF-16 code unit */
function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
