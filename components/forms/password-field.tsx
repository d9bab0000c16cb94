/** A password field whose content can be looked at. */
"use client";
import { type ComponentProps, useState } from "react";
import { classNames } from "../ui/class-names";
import { errorAttributes, FieldErrorList } from "../ui/field-errors";
import { Input } from "../ui/input";
import { Label } from "../ui/label";

/** `id` ties label and field; all else goes to the input. */
export function PasswordField({
  label,
  id,
  className,
  errors = [],
  ...props
}: Omit<ComponentProps<typeof Input>, "type"> & {
  label: string;
  id: string;
  errors?: readonly string[];
}) {
  const [shown, setShown] = useState(false);
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <div className="relative">
        <Input
          id={id}
          type={shown ? "text" : "password"}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          className={classNames("pr-16", className)}
          {...props}
          {...errorAttributes(id, errors)}
        />
        <button
          type="button"
          data-needs-script
          aria-controls={id}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 right-1 cursor-pointer rounded-sm px-2.5 font-medium text-muted text-sm transition-colors duration-100 hover:text-ink"
        >
          {shown ? "Hide" : "Show"}
          <span className="sr-only"> what is typed</span>
        </button>
      </div>
      <FieldErrorList id={id} errors={errors} className="font-medium text-sm" />
    </div>
  );
}
