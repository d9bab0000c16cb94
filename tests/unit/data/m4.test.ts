/** The reduction keeps what a screen shows. */
import { expect, test } from "vitest";
import { m4 } from "@/lib/data/m4";

const wave = Array.from({ length: 10_000 }, (_, x) => ({ x, y: Math.sin(x / 50) * (x % 97) }));

test("keeps at most four points for each column", () => {
  const kept = m4(wave, 100);
  expect(kept.length).toBeLessThanOrEqual(400);
  expect(kept.length).toBeGreaterThan(200);
});

test("of each column it keeps first, last, lowest and highest, in order", () => {
  const kept = m4(wave, 100);
  const width = 9999 / 100;
  for (let column = 0; column < 100; column++) {
    const inside = (p: { x: number }) => Math.min(99, Math.floor(p.x / width)) === column;
    const all = wave.filter(inside);
    const left = kept.filter(inside);
    expect(left[0]).toEqual(all[0]);
    expect(left.at(-1)).toEqual(all.at(-1));
    const ys = all.map((p) => p.y);
    expect(Math.min(...left.map((p) => p.y))).toBe(Math.min(...ys));
    expect(Math.max(...left.map((p) => p.y))).toBe(Math.max(...ys));
  }
  expect(kept.every((p, i) => i === 0 || p.x > (kept[i - 1]?.x ?? 0))).toBe(true);
});

test("leaves short series as they are", () => {
  const short = wave.slice(0, 400);
  expect(m4(short, 100)).toBe(short);
});

test("gaps don't hide the extremes beside them", () => {
  const points = Array.from({ length: 100 }, (_, x) => ({ x, y: x % 2 ? null : x }));
  const ys = m4(points, 2).map((p) => p.y);
  expect(ys).toContain(0);
  expect(ys).toContain(98);
});

test("copes with all points at one place", () => {
  const points = Array.from({ length: 50 }, (_, y) => ({ x: 7, y }));
  expect(m4(points, 2).map((p) => p.y)).toEqual([0, 49]);
});
