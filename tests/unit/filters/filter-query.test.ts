/** Short addresses out of filter forms. */
import { expect, test } from "vitest";
import { filterQuery } from "@/components/filters/filter-query";

const defaults = { from: ["1900"], kind: ["all"], stock: ["A", "B"], airport: [""] };

function form(...pairs: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  return data;
}

test("leaves out what is defaults", () => {
  const all = form(
    ["from", "1900"],
    ["kind", "all"],
    ["stock", ""],
    ["stock", "B"],
    ["stock", "A"],
  );
  expect(filterQuery(all, defaults)).toBe("");
});

test("keeps what is not", () => {
  const some = form(["from", "1950"], ["kind", "warm"], ["stock", ""], ["stock", "A"]);
  expect(filterQuery(some, defaults)).toBe("from=1950&kind=warm&stock=A");
});

test("leaves out fields left empty, but says when no box is ticked", () => {
  expect(filterQuery(form(["from", ""], ["airport", ""], ["stock", ""]), defaults)).toBe("stock=");
});
