/** Buttons, and links that look like them (`asChild`). */
import { Slot } from "@radix-ui/react-slot";
import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const looks = cva(
  [
    "inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-md border font-medium",
    "whitespace-nowrap select-none transition-colors duration-100",
    "disabled:cursor-not-allowed aria-disabled:cursor-not-allowed disabled:opacity-60",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-accent text-accent-ink shadow-sm enabled:hover:bg-accent-hover [a]:hover:bg-accent-hover",
        secondary: "border-line bg-surface text-ink shadow-sm hover:bg-hover",
        quiet: "border-transparent bg-transparent text-muted hover:bg-hover hover:text-ink",
        danger: "border-line bg-surface text-danger shadow-sm hover:bg-danger-soft",
      },
      size: {
        sm: "h-8 px-2.5 text-sm",
        md: "h-9 px-3.5 text-base",
        lg: "h-10 px-4 text-base",
        icon: "size-8 p-0",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof looks> & { asChild?: boolean };

/** A button; with `asChild` its look is put on the one child instead, such as a link. */
export function Button({ className, variant, size, asChild, type, ...props }: ButtonProps) {
  const classes = classNames(looks({ variant, size }), className);
  if (asChild) return <Slot className={classes} {...props} />;
  return <button type={type ?? "button"} className={classes} {...props} />;
}
