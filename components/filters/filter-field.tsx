/** The frame of one filter: its label, its control, and what is wrong with it. */
import type { ReactNode } from "react";

export const controlStyle =
  "h-9 rounded-md border border-control bg-surface px-2.5 text-ink text-lg tabular-nums transition-colors duration-100 hover:border-ink sm:h-8 sm:text-base aria-invalid:border-danger";

/** What a control needs to be tied to its fault. */
export function faultProps(id: string, fault: string | undefined) {
  return fault ? ({ "aria-invalid": true, "aria-describedby": `${id}-fault` } as const) : {};
}

/** A labelled control. */
export function FilterField(props: {
  id: string;
  label: string;
  fault: string | undefined;
  children: ReactNode;
}) {
  const { id, label, fault, children } = props;
  return (
    <div className="flex min-w-0 max-w-full flex-col gap-1">
      <label htmlFor={id} className="font-medium text-muted text-xs">
        {label}
      </label>
      {children}
      <Fault id={id} fault={fault} />
    </div>
  );
}

/** A labelled group of controls. */
export function FilterGroup(props: {
  id: string;
  label: string;
  fault: string | undefined;
  children: ReactNode;
}) {
  const { id, label, fault, children } = props;
  return (
    <fieldset className="min-w-0 max-w-full" {...faultProps(id, fault)}>
      <legend className="mb-1 font-medium text-muted text-xs">{label}</legend>
      {children}
      <Fault id={id} fault={fault} />
    </fieldset>
  );
}

function Fault({ id, fault }: { id: string; fault: string | undefined }) {
  if (!fault) return null;
  return (
    <p id={`${id}-fault`} className="mt-1 max-w-56 text-danger text-xs">
      {fault}
    </p>
  );
}
