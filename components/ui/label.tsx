/** The label of a field. */
import type { ReactNode } from "react";

/** A visible label; a double click on it selects no text. */
export function Label({ htmlFor, children }: { htmlFor: string; children: ReactNode }) {
  return (
    <label htmlFor={htmlFor} className="select-none font-medium text-base text-ink">
      {children}
    </label>
  );
}
