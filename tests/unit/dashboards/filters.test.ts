/** Filters from an address: good ones apply, bad ones are shown with their fault. */
import { expect, test } from "vitest";
import { z } from "zod";
import { day, inOrder, oneOf, someOf, wholeNumber } from "@/lib/dashboards/fields";
import { readFilters } from "@/lib/dashboards/filters";

const year = (usual: number) => wholeNumber({ min: 1900, max: 2000, usual, what: "a year" });
const schema = z
  .object({
    from: year(1900),
    to: year(2000),
    kind: oneOf(["all", "warm"], "all"),
    stock: someOf(["A", "B", "C"], "Choose at least one stock."),
    since: day({ min: "2001-01-01", max: "2001-12-31", usual: "2001-01-01" }),
  })
  .superRefine(inOrder);
const usual = { from: 1900, to: 2000, kind: "all", stock: ["A", "B", "C"], since: "2001-01-01" };

test("nothing asked for is the usual", () => {
  const view = readFilters(schema, {});
  expect(view.values).toEqual(usual);
  expect(view.faulty).toBe(false);
  expect(view.query).toBe("");
});

test("fields left empty are the usual", () => {
  expect(readFilters(schema, { from: "", kind: "", since: "" }).values).toEqual(usual);
});

test("good values apply, and make the query of links", () => {
  const view = readFilters(schema, { from: "1950", stock: ["C", "A"], other: "x" });
  expect(view.values).toEqual({ ...usual, from: 1950, stock: ["A", "C"] });
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
])("a bad %s (%j) is kept in its field with the fault, and the others apply", (name, given) => {
  const view = readFilters(schema, { to: "1990", [name]: given });
  const field = view.field(name as "from");
  expect(view.values).toEqual({ ...usual, to: 1990 });
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

test("none of the boxes ticked is a fault, not all of them", () => {
  const view = readFilters(schema, { stock: "" });
  expect(view.field("stock").errors).toEqual(["Choose at least one stock."]);
  expect(view.field("stock").values.includes("A")).toBe(false);
});
