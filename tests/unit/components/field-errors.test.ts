/** Every kind of field shows what is wrong with it in the same way. */
import { readdirSync, readFileSync } from "node:fs";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CheckboxGroup } from "@/components/filters/checkbox-group";
import { RangeInput } from "@/components/filters/range-input";
import { SegmentedInput } from "@/components/filters/segmented-input";
import { SelectInput } from "@/components/filters/select-input";
import { FormField } from "@/components/forms/form-field";
import { PasswordField } from "@/components/forms/password-field";

const choices = [{ value: "a", label: "A" }];
const filter = (errors: string[]) => ({
  label: "Field",
  choices,
  field: { name: "field", values: ["a"], errors },
});
const range = { min: 1, max: 9 };
const form = (errors: string[]) => ({ label: "Field", id: "field", errors });

const fields: [string, (errors: string[]) => ReactElement][] = [
  ["a text", (errors) => createElement(FormField, form(errors))],
  ["a password", (errors) => createElement(PasswordField, form(errors))],
  ["a number", (e) => createElement(RangeInput, { ...filter(e), ...range, type: "number" })],
  ["a day", (e) => createElement(RangeInput, { ...filter(e), ...range, type: "date" })],
  ["a choice", (errors) => createElement(SelectInput, filter(errors))],
  ["a choice in sight", (errors) => createElement(SegmentedInput, filter(errors))],
  ["some of a few", (errors) => createElement(CheckboxGroup, filter(errors))],
];

describe.each(fields)("%s", (_kind, field) => {
  it("says what is wrong beside it, tied to it", () => {
    const html = renderToStaticMarkup(field(["Choose <another>."]));
    const [marked, ...more] = html.match(/<[^>]*aria-invalid="true"[^>]*>/g) ?? [];
    expect(more).toEqual([]);
    const id = /aria-describedby="([^"]+)"/.exec(marked ?? "")?.[1];
    expect(html).toMatch(
      new RegExp(`<p id="${id}" class="text-danger [^"]*">Choose &lt;another&gt;.</p>`),
    );
  });

  it("says nothing while nothing is wrong", () => {
    expect(renderToStaticMarkup(field([]))).not.toMatch(/aria-invalid=|aria-describedby|<p/);
  });
});

it("one file writes the attributes of a field that has errors", () => {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  );
  const writing = files
    .filter((path) => path.endsWith(".tsx"))
    .filter((path) => /["']?aria-invalid["']?\s*[:=](?!border)/.test(readFileSync(path, "utf8")));
  expect(writing).toEqual(["components/ui/field-errors.tsx"]);
});
