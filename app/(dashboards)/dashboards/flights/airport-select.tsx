/** The choice of an airport, from those that flights left from. */
import { Suspense } from "react";
import { type Choice, SelectInput } from "@/components/filters/select-input";
import type { FilterFieldState } from "@/lib/dashboards/filters";
import type { AirportName } from "./data";

interface AirportSelectProps {
  field: FilterFieldState;
  load: () => Promise<readonly AirportName[]>;
}

const all: Choice = { value: "", label: "All airports" };

/** Until the list is there, and when it can't be had, the present choice stands alone. */
export function AirportSelect(props: AirportSelectProps) {
  const { field } = props;
  const alone = <SelectInput label="Leaving from" field={field} choices={[all]} wide />;
  return (
    <Suspense fallback={alone}>
      <Listed {...props} />
    </Suspense>
  );
}

async function Listed({ field, load }: AirportSelectProps) {
  // The charts say when the data can't be read; the form goes on without the list.
  const airports = await load().catch(() => []);
  const choices = airports.map(({ airport, city }) => ({
    value: airport,
    label: city ? `${city} (${airport})` : airport,
  }));
  return <SelectInput label="Leaving from" field={field} choices={[all, ...choices]} wide />;
}
