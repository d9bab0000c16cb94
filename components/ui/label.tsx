/** The label of a field. */
import { Label as RadixLabel } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** A visible label; double-clicking it selects no text. */
export function Label({ className, ...props }: ComponentProps<typeof RadixLabel.Root>) {
  return (
    <RadixLabel.Root
      className={classNames("font-medium text-base text-ink", className)}
      {...props}
    />
  );
}
