/** A checkbox with its label: the browser's own, in our colours. */
import type { ComponentProps } from "react";

/** `children` are the label. */
export function CheckboxField({ children, ...props }: Omit<ComponentProps<"input">, "type">) {
  return (
    <label className="flex w-fit cursor-pointer items-center gap-2.5 py-1 text-base">
      <input type="checkbox" className="size-4 cursor-pointer accent-accent" {...props} />
      {children}
    </label>
  );
}
