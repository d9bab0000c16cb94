/** A labelled text field with its faults below it. */
import type { ComponentProps } from "react";
import { Input } from "../ui/input";
import { Label } from "../ui/label";
import { FieldFaults, faultAttributes } from "./field-errors";

/** `id` ties label, field and faults; all else goes to the input. */
export function FormField({
  label,
  id,
  faults,
  ...props
}: ComponentProps<typeof Input> & { label: string; id: string; faults: readonly string[] }) {
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} {...props} {...faultAttributes(id, faults)} />
      <FieldFaults id={id} faults={faults} />
    </div>
  );
}
