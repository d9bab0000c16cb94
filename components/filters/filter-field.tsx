/** The frame of one filter: its label, its control, and what is wrong with it. */
import type { ReactNode } from "react";
import { errorAttributes, FieldErrorList } from "../ui/field-errors";

export const controlStyle =
  "h-9 rounded-md border border-control bg-surface px-2.5 text-ink text-lg tabular-nums transition-colors duration-100 hover:border-ink sm:h-8 sm:text-base aria-invalid:border-danger";

const errorStyle = "mt-1 max-w-56 text-xs";

/** A labelled control. */
export function FilterField(props: {
  id: string;
  label: string;
  errors: readonly string[];
  children: ReactNode;
}) {
  const { id, label, errors, children } = props;
  return (
    <div className="flex min-w-0 max-w-full flex-col gap-1">
      <label htmlFor={id} className="font-medium text-muted text-xs">
        {label}
      </label>
      {children}
      <FieldErrorList id={id} errors={errors} className={errorStyle} />
    </div>
  );
}

/** A labelled group of controls. */
export function FilterGroup(props: {
  id: string;
  label: string;
  errors: readonly string[];
  children: ReactNode;
}) {
  const { id, label, errors, children } = props;
  return (
    <fieldset className="min-w-0 max-w-full" {...errorAttributes(id, errors)}>
      <legend className="mb-1 font-medium text-muted text-xs">{label}</legend>
      {children}
      <FieldErrorList id={id} errors={errors} className={errorStyle} />
    </fieldset>
  );
}
