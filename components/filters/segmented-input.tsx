/** One of a few values, all in sight. */
import type { FilterFieldState as Field } from "@/lib/dashboards/filters";
import { FilterGroup } from "./filter-field";
import type { Choice } from "./select-input";

interface SegmentedInputProps {
  label: string;
  field: Field;
  choices: readonly Choice[];
}

export function SegmentedInput({ label, field, choices }: SegmentedInputProps) {
  const id = `filter-${field.name}`;
  return (
    <FilterGroup id={id} label={label} errors={field.errors}>
      <div className="flex w-fit max-w-full flex-wrap rounded-md border border-control p-0.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex h-8 cursor-pointer items-center rounded px-2.5 text-muted text-sm hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent sm:h-6.5"
          >
            <input
              type="radio"
              name={field.name}
              value={choice.value}
              defaultChecked={field.values[0] === choice.value}
              className="sr-only"
            />
            {choice.label}
          </label>
        ))}
      </div>
    </FilterGroup>
  );
}
