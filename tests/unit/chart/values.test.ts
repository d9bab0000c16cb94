/** Values on their way to the browser. */
import { expect, test } from "vitest";
import { packed } from "@/components/chart/packed";
import { plainLabel } from "@/components/chart/values";

test("packed numbers are single floats, gaps NaN", () => {
  const { dtype, bdata } = packed([1.5, null, -2]);
  const bytes = Uint8Array.from(Buffer.from(bdata, "base64"));
  expect(dtype).toBe("f4");
  expect([...new Float32Array(bytes.buffer)]).toEqual([1.5, Number.NaN, -2]);
});

test.each(['<a href="javascript:alert(1)">x</a>', "<img src=x onerror=alert(1)>", "AT&amp;T <b>"])(
  "%j has no markup left",
  (text) => {
    expect(plainLabel(text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  },
);

test("an ampersand stays one", () => {
  expect(plainLabel("S&P")).toBe("S&amp;P");
});
