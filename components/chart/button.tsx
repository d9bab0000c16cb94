/** The small buttons around a chart. */
"use client";
import type { ButtonHTMLAttributes } from "react";

export const buttonStyle =
  "inline-flex h-7 items-center gap-1.5 rounded-md border border-line bg-surface px-2 font-medium text-ink text-xs hover:bg-canvas focus-visible:outline-2 focus-visible:outline-accent focus-visible:outline-offset-1 disabled:opacity-50";

export function Button(props: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className={buttonStyle} {...props} />;
}
