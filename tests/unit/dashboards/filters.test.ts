/** Filters from an address: good ones apply, bad ones are shown with their error. */
import { expect, test } from "vitest";
import { z } from "zod";
import { day, inOrder, oneOf, someOf, wholeNumber } from "@/lib/dashboards/fields";
import { readFilters } from "@/lib/dashboards/filters";

const year = (fallback: number) =>
  wholeNumber({ min: 1900, max: 2000, default: fallback, what: "a year" });
const schema = z
  .object({
    from: year(1900),
    to: year(2000),
    kind: oneOf(["all", "warm"], "all"),
    stock: someOf(["A", "B", "C"], "Choose at least one stock."),
    since: day({ min: "2001-01-01", max: "2001-12-31", default: "2001-01-01" }),
  })
  .superRefine(inOrder);
const defaults = { from: 1900, to: 2000, kind: "all", stock: ["A", "B", "C"], since: "2001-01-01" };

test("nothing asked for is the default", () => {
  const view = readFilters(schema, {});
  expect(view.values).toEqual(defaults);
  expect(view.invalid).toBe(false);
  expect(view.query).toBe("");
});

test("fields left empty are the default", () => {
  expect(readFilters(schema, { from: "", kind: "", since: "" }).values).toEqual(defaults);
});

test("good values apply, and make the query of links", () => {
  const view = readFilters(schema, { from: "1950", stock: ["C", "A"], other: "x" });
  expect(view.values).toEqual({ ...defaults, from: 1950, stock: ["A", "C"] });
  expect(view.query).toBe("from=1950&stock=C&stock=A");
});

test.each([
  ["from", "abc"],
  ["from", "1899"],
  ["from", "1e3"],
  ["from", "1950.5"],
  ["from", ["1950", "1960"]],
  ["kind", "hot"],
  ["kind", "__proto__"],
  ["stock", "D"],
  ["since", "2001-02-30"],
  ["since", "2002-01-01"],
  ["since", "yesterday"],
])("a bad %s (%j) is kept in its field with the error, and the others apply", (name, given) => {
  const view = readFilters(schema, { to: "1990", [name]: given });
  const field = view.field(name as "from");
  expect(view.values).toEqual({ ...defaults, to: 1990 });
  expect(field.values).toEqual([given].flat());
  expect(field.errors.join("; ")).toMatch(/^Choose .*\.$/);
  expect(view.field("to").errors).toEqual([]);
  expect(view.query).toBe("to=1990");
});

test("a range that ends before it begins keeps its beginning", () => {
  const view = readFilters(schema, { from: "1960", to: "1950" });
  expect(view.values).toMatchObject({ from: 1960, to: 2000 });
  expect(view.field("to")).toMatchObject({
    values: ["1950"],
    errors: ["Choose an end after 1960."],
  });
  expect(view.field("from").errors).toEqual([]);
});

test("none of the boxes ticked is an error, not all of them", () => {
  const view = readFilters(schema, { stock: "" });
  expect(view.field("stock").errors).toEqual(["Choose at least one stock."]);
  expect(view.field("stock").values.includes("A")).toBe(false);
});
