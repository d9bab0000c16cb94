/** CSV that other programs read as it was meant. */
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { toCsv } from "@/lib/data/csv";

test("has a header line and CRLF line ends", () => {
  expect(toCsv([{ a: 1, b: true, c: null }])).toBe("a,b,c\r\n1,true,\r\n");
});

test("a reader gets back what was written", () => {
  const rows = [{ text: 'comma, "quote"' }, { text: "two\r\nlines" }, { text: "Zürich 😀" }];
  expect(parse(toCsv(rows), { columns: true })).toEqual(rows);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is no formula any more", (text) => {
  const [row] = parse(toCsv([{ text }]), { columns: true }) as { text: string }[];
  expect(row?.text).toBe(`'${text}`);
});

test("negative numbers stay numbers", () => {
  expect(toCsv([{ n: -1.5 }])).toBe("n\r\n-1.5\r\n");
});

test("without rows the named columns remain", () => {
  expect(toCsv([], ["a", "b"])).toBe("a,b\r\n");
});
