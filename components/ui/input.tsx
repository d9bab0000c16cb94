/** A one-line text field. 16 px on small screens, so that phones don't zoom into it. */
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** An input of the shell's look; takes every attribute of the native one. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      className={classNames(
        "h-10 w-full min-w-0 rounded-md border border-control bg-surface px-3 text-ink text-lg sm:text-base",
        "transition-colors duration-100 placeholder:text-muted hover:border-ink",
        "focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-1",
        "disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger",
        className,
      )}
      {...props}
    />
  );
}
