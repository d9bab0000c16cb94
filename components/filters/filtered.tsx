/** What filters apply to: the old stays, dimmed, until the new is there. */
"use client";
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { useFilterScope } from "./filter-scope";

export function Filtered({ children }: { children: ReactNode }) {
  const { pending } = useFilterScope();
  return (
    <div
      aria-busy={pending}
      className={classNames(
        "space-y-4 motion-safe:transition-opacity motion-safe:duration-150",
        pending && "opacity-50",
      )}
    >
      <p role="status" className="sr-only">
        {pending ? "Updating the charts" : ""}
      </p>
      {children}
    </div>
  );
}
