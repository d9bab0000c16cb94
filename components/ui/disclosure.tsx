/** A small panel under a button: `<details>`, so that it opens without JavaScript too. */
"use client";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names";

/**
 * Escape, a click outside, leaving by Tab and going to another page close it.
 * `label` names the button where its content has no words.
 */
export function Disclosure({
  summary,
  label,
  summaryClassName,
  panelClassName,
  className,
  children,
}: {
  summary: ReactNode;
  label?: string;
  summaryClassName?: string;
  panelClassName?: string;
  className?: string;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();

  useEffect(() => {
    if (pathname && details.current) details.current.open = false;
  }, [pathname]);

  useEffect(() => {
    const close = (event: Event) => {
      const element = details.current;
      if (!element?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        element.open = false;
        element.querySelector("summary")?.focus();
      } else if (event.target instanceof Node && !element.contains(event.target)) {
        element.open = false;
      }
    };
    for (const type of ["keydown", "pointerdown", "focusin"]) {
      document.addEventListener(type, close);
    }
    return () => {
      for (const type of ["keydown", "pointerdown", "focusin"]) {
        document.removeEventListener(type, close);
      }
    };
  }, []);

  return (
    <details ref={details} className={classNames("group relative", className)}>
      <summary
        aria-label={label}
        title={label}
        className={classNames(
          "inline-flex h-8 cursor-pointer select-none items-center gap-1.5 rounded-md px-2 font-medium text-muted text-sm",
          "transition-colors duration-100 hover:bg-hover hover:text-ink group-open:bg-hover group-open:text-ink",
          "[&_svg]:size-4",
          summaryClassName,
        )}
      >
        {summary}
      </summary>
      <div
        className={classNames(
          "absolute z-30 mt-1.5 min-w-44 rounded-lg border border-line bg-raised p-1 shadow-lg",
          panelClassName,
        )}
      >
        {children}
      </div>
    </details>
  );
}
