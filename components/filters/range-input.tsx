/** One end of a range: a number or a day, typed or chosen. */
import type { FilterFieldState as Field } from "@/lib/dashboards/filters";
import { classNames } from "../ui/class-names";
import { errorAttributes } from "../ui/field-errors";
import { controlStyle, FilterField } from "./filter-field";

interface RangeInputProps {
  label: string;
  field: Field;
  type: "number" | "date";
  min: string | number;
  max: string | number;
}

export function RangeInput({ label, field, type, min, max }: RangeInputProps) {
  const id = `filter-${field.name}`;
  const value = field.values[0] ?? "";
  const wrong = field.errors.length > 0;
  // A date control shows nothing for what is no date: then it is a text, so that it can be seen.
  const shown = type === "date" && wrong && !/^\d{4}-\d\d-\d\d$/.test(value) ? "text" : type;
  return (
    <FilterField id={id} label={label} errors={field.errors}>
      <input
        id={id}
        name={field.name}
        type={type === "number" && wrong ? "text" : shown}
        inputMode={type === "number" ? "numeric" : undefined}
        min={min}
        max={max}
        step={1}
        defaultValue={value}
        className={classNames(controlStyle, type === "number" ? "w-24" : "w-37 sm:w-36")}
        {...errorAttributes(id, field.errors)}
      />
    </FilterField>
  );
}
