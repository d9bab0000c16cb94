/** Fewer points, same picture: long series reduced to what a screen can show. */

export interface Point {
  x: number;
  y: number | null;
}

/**
 * The M4 reduction: of each pixel column the first, last, lowest and highest point, in order. A line
 * through them covers the same pixels as one through all points.
 *
 * @param points - sorted by x
 * @param columns - width in pixel columns that the series is drawn in
 */
export function m4<P extends Point>(points: readonly P[], columns: number): readonly P[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length <= 4 * columns) return points;
  const width = (last.x - first.x) / columns || 1;
  const kept: P[] = [];
  let column: P[] = [];
  let current = 0;
  for (const point of points) {
    const at = Math.min(columns - 1, Math.floor((point.x - first.x) / width));
    if (at !== current) {
      kept.push(...corners(column));
      column = [];
      current = at;
    }
    column.push(point);
  }
  return [...kept, ...corners(column)];
}

function corners<P extends Point>(column: readonly P[]): P[] {
  if (column.length <= 4) return [...column];
  let low = 0;
  let high = 0;
  column.forEach((point, i) => {
    if (point.y === null) return;
    if (point.y < (column[low]?.y ?? Number.POSITIVE_INFINITY)) low = i;
    if (point.y > (column[high]?.y ?? Number.NEGATIVE_INFINITY)) high = i;
  });
  const chosen = new Set([0, low, high, column.length - 1]);
  return column.filter((_, i) => chosen.has(i));
}
