/** Names are the same person's in any case and Unicode form. */
import { describe, expect, it } from "vitest";
import { nameKey } from "../../../lib/access/name-key";

describe("nameKey", () => {
  it.each([
    ["case", "Alice", "aLICE"],
    ["full width", "ＡＬＩＣＥ", "alice"],
    ["spaces around", "  alice\t", "alice"],
    ["composed and not", "Ren\u00e9", "Rene\u0301"],
    ["sharp s", "STRASSE", "straße"],
    ["final sigma", "ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
    ["ligature", "ﬁona", "FIONA"],
    ["superscript", "x²", "X2"],
    ["Kelvin sign", "\u212Aelvin", "kelvin"],
  ])("is equal over %s", (_, a, b) => expect(nameKey(a)).toBe(nameKey(b)));

  it.each([
    ["an accent", "rene", "rené"],
    ["a dotless i", "ı", "j"],
    ["an inner space", "al ice", "alice"],
  ])("is another over %s", (_, a, b) => expect(nameKey(a)).not.toBe(nameKey(b)));

  it("is its own key", () => {
    for (const name of ["Straße", "ΟΔΥΣΣΕΥΣ", "ﬁona", "İstanbul", "ＡＬＩＣＥ"]) {
      expect(nameKey(nameKey(name))).toBe(nameKey(name));
    }
  });
});
