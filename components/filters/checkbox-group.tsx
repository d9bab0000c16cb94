/** Any of a few values. */
import type { FilterFieldState as Field } from "@/lib/dashboards/filters";
import { FilterGroup } from "./filter-field";
import type { Choice } from "./select-input";

interface CheckboxGroupProps {
  label: string;
  field: Field;
  choices: readonly Choice[];
}

export function CheckboxGroup({ label, field, choices }: CheckboxGroupProps) {
  const id = `filter-${field.name}`;
  return (
    <FilterGroup id={id} label={label} errors={field.errors}>
      {/* Tells "none ticked" from "not asked". */}
      <input type="hidden" name={field.name} value="" />
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        {choices.map((choice) => (
          <label key={choice.value} className="flex cursor-pointer items-center gap-1.5 text-base">
            <input
              type="checkbox"
              name={field.name}
              value={choice.value}
              defaultChecked={field.values.includes(choice.value)}
              className="size-4 accent-accent"
            />
            {choice.label}
          </label>
        ))}
      </div>
    </FilterGroup>
  );
}
