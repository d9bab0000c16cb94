/** What a terminal would obey or nobody would see is spelled out; all else stays as it is. */
import { describe, expect, it } from "vitest";
import { terminalJson, terminalLine, terminalLines } from "@/lib/log/terminal-text.mjs";
import { HOSTILE, unsafeIn } from "../../support/hostile-text";

const PLAIN = ["Zoë O’Hara-Łuk", "山田 太郎", "김철수", "שלום", "مرحبا", "नमस्ते", "😀 → ½ \\ \"'"];

describe.each([
  ["terminalLine", terminalLine],
  ["terminalLines", terminalLines],
  ["terminalJson", (text: string) => terminalJson(JSON.stringify(text))],
])("%s", (_, safe) => {
  it.each(HOSTILE)("leaves nothing unsafe of %j", (text) => {
    expect(unsafeIn(safe(text))).toEqual([]);
  });

  it("leaves nothing unsafe of the whole of Unicode", () => {
    for (let plane = 0; plane <= 0x10; plane++) {
      const points = Array.from({ length: 0x10000 }, (_, i) => plane * 0x10000 + i);
      expect(unsafeIn(safe(points.map((n) => String.fromCodePoint(n)).join("|")))).toEqual([]);
    }
  });
});

it.each(PLAIN)("a line keeps %s", (text) => expect(terminalLine(text)).toBe(text));

it("names the character by its number", () => {
  expect(terminalLine("a\u009bb\nc\u{e0001}")).toBe("a\\u{9b}b\\u{a}c\\u{e0001}");
  expect(terminalLines("a\nb\r")).toBe("a\nb\\u{d}");
});

it.each([...HOSTILE, ...PLAIN])("JSON still says the same: %j", (text) => {
  expect(JSON.parse(terminalJson(JSON.stringify({ text }, null, 2)))).toEqual({ text });
});
