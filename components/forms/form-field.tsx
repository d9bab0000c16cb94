/** A labelled text field with its errors below it. */
import type { ComponentProps } from "react";
import { errorAttributes, FieldErrorList } from "../ui/field-errors";
import { Input } from "../ui/input";
import { Label } from "../ui/label";

/** `id` ties label, field and errors; all else goes to the input. */
export function FormField({
  label,
  id,
  errors = [],
  ...props
}: ComponentProps<typeof Input> & { label: string; id: string; errors?: readonly string[] }) {
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} {...props} {...errorAttributes(id, errors)} />
      <FieldErrorList id={id} errors={errors} className="font-medium text-sm" />
    </div>
  );
}
