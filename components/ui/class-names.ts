/** Joins class names; of two that set the same property the later one wins. */
import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Class names in any form that clsx takes, as one `class` attribute. */
export function classNames(...values: ClassValue[]): string {
  return twMerge(clsx(values));
}
