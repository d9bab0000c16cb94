/** One of many values. */
import type { FilterFieldState as Field } from "@/lib/dashboards/filters";
import { classNames } from "../ui/class-names";
import { errorAttributes } from "../ui/field-errors";
import { controlStyle, FilterField } from "./filter-field";

export interface Choice {
  value: string;
  label: string;
}

interface SelectInputProps {
  label: string;
  field: Field;
  choices: readonly Choice[];
  /** Of one width whatever the choices: for those that come later. */
  wide?: boolean;
}

/** A value from the address that is none of the choices is shown as it is, with its error. */
export function SelectInput({ label, field, choices, wide }: SelectInputProps) {
  const id = `filter-${field.name}`;
  const value = field.values[0] ?? "";
  const known = choices.some((choice) => choice.value === value);
  return (
    <FilterField id={id} label={label} errors={field.errors}>
      <select
        id={id}
        name={field.name}
        defaultValue={value}
        className={classNames(controlStyle, wide ? "w-64 max-w-full" : "w-fit min-w-32 max-w-64")}
        {...errorAttributes(id, field.errors)}
      >
        {!known && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FilterField>
  );
}
