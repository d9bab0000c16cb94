/** Names that somebody may have meant. */
import { nameKey } from "../../lib/access/name-key";

/** Up to three of `known` that are a typing mistake or two away from `typed`, the closest first. */
export function similarNames(typed: string, known: readonly string[]): string[] {
  const key = nameKey(typed);
  const most = key.length < 4 ? 1 : 2;
  return known
    .map((name) => ({ name, distance: distance(key, nameKey(name)) }))
    .filter((candidate) => candidate.distance > 0 && candidate.distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** How many letters to add, drop, change or swap with the next to get from one word to the other. */
function distance(a: string, b: string): number {
  const rows: number[][] = [];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 0; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = i > 0 && a[i - 1] === b[j - 1] ? 0 : 1;
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const ways = i === 0 ? [j] : [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change];
      if (swap) ways.push(at(i - 2, j - 2) + 1);
      rows[i]?.push(Math.min(...ways));
    }
  }
  return at(a.length, b.length);
}
