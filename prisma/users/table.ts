/** Columns that line up in a terminal. */
import { terminalLine } from "../../lib/log/terminal-text.mjs";

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/u;
const NO_WIDTH = /\p{M}/u;

/** Lines of a table with a heading; columns are two spaces apart. */
export function tableLines(heading: readonly string[], rows: readonly string[][]): string[] {
  const cells = [heading, ...rows].map((row) => row.map(terminalLine));
  const widths = heading.map((_, i) => Math.max(...cells.map((row) => width(row[i] ?? ""))));
  return cells.map((row) =>
    row
      .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd(),
  );
}

/** How many columns a text takes. */
export function width(text: string): number {
  return [...text].reduce((sum, c) => sum + (NO_WIDTH.test(c) ? 0 : WIDE.test(c) ? 2 : 1), 0);
}
