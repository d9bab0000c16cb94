/** The heading of a page, its note, and what can be done from there. */
import type { ReactNode } from "react";

/** One `h1` per page. */
export function PageHeading({
  title,
  note,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-4">
      <div className="min-w-0 max-w-2xl">
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        {note ? <p className="mt-1 text-muted">{note}</p> : null}
      </div>
      {children}
    </header>
  );
}
