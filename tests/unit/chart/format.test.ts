/** Numbers and dates as people read them. */
import { expect, test } from "vitest";
import { longDay, number, percent, signed, signedPercent } from "@/components/chart/format";

test("numbers have thousands marks, a real minus, and the decimals asked for", () => {
  expect(number(1234567.891, 1)).toBe("1,234,567.9");
  expect(number(-2.7251, 2)).toBe("−2.73");
});

test("signs show which way", () => {
  expect([signed(2, 1), signed(-2, 1), signed(0, 1)]).toEqual(["+2.0", "−2.0", "0.0"]);
  expect([percent(0.4213), signedPercent(-0.5, 0)]).toEqual(["42.1%", "−50%"]);
});

test("days are written out, in no time zone but their own", () => {
  expect(longDay("2001-12-31")).toBe("31 December 2001");
});
