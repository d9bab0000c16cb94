/** Texts made short enough for the columns of a terminal; nothing is lost, `show` and `--json` have all. */
import { width } from "./table";

/** As many names as fit into `room` columns, and how many there are besides. */
export function shortList(names: readonly string[], room: number): string {
  const all = names.join(", ");
  if (width(all) <= room) return all;
  for (let shown = names.length - 1; shown > 0; shown--) {
    const text = `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;
    if (width(text) <= room) return text;
  }
  return cut(`${names.length} groups`, room);
}

/** The text, or its beginning with an ellipsis. */
export function cut(text: string, room: number): string {
  if (width(text) <= room) return text;
  const letters = [...text];
  while (width(letters.join("")) > room - 1) letters.pop();
  return `${letters.join("")}…`;
}

/** Lines of a list of names, each at most `room` columns wide unless one name is wider. */
export function wrapped(names: readonly string[], room: number): string[] {
  const lines: string[] = [];
  for (const [i, name] of names.entries()) {
    const word = i < names.length - 1 ? `${name},` : name;
    const last = lines.at(-1);
    if (last === undefined || width(`${last} ${word}`) > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
