/** Names compare equal however people type them, and different people stay different. */
import { describe, expect, it } from "vitest";
import { nameKey } from "@/lib/db/keys";

describe("are the same name", () => {
  it.each([
    ["Alice", "alice"],
    ["ALICE", "alice"],
    ["  alice ", "alice"],
    ["\talice\n", "alice"],
    ["ＡＬＩＣＥ", "alice"],
    ["ａlice@example.com", "alice@example.com"],
    ["ﬁnance", "finance"],
    ["straße", "STRASSE"],
    ["ẞ", "ss"],
    ["José", "Jose\u0301"],
    ["Å", "\u212b"],
    ["ΣΊΣΥΦΟΣ", "σίσυφος"],
    ["ΧΑΟΣ", "χαος"],
    ["χαοσ", "χαος"],
    ["ǅ", "ǆ"],
    ["①", "1"],
    ["²", "2"],
    ["K", "\u212a"],
  ])("%j and %j", (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });
});

describe("are different names", () => {
  it.each([
    ["alice", "alice1"],
    ["alice", "al ice"],
    ["alice", "аlice"], // Cyrillic а
    ["jose", "josé"],
    ["admin", "admin\u200b"],
    ["", "a"],
  ])("%j and %j", (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });
});

it.each(["Alice", "straße", "ẞ", "ΣΊΣΥΦΟΣ", "İ", "ﬃ", "ǅ", "\u0345", "ΐ", "ŉ", "ὒ", "K"])(
  "the key of %j is its own key",
  (name) => {
    expect(nameKey(nameKey(name))).toBe(nameKey(name));
  },
);

it("the key of any single character is its own key", () => {
  const unstable: string[] = [];
  for (let code = 0x20; code < 0x20000; code++) {
    const key = nameKey(String.fromCodePoint(code));
    if (nameKey(key) !== key) unstable.push(code.toString(16));
  }
  expect(unstable).toEqual([]);
});
