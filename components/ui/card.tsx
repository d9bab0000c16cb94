/** A card: a bordered surface that holds one thing. */
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** The surface itself. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      className={classNames("rounded-lg border border-line bg-surface shadow-sm", className)}
      {...props}
    />
  );
}

/** A card's title row; what belongs to its right comes as `aside`. */
export function CardHeader({
  title,
  note,
  aside,
  id,
}: {
  title: string;
  note?: string;
  aside?: React.ReactNode;
  id?: string;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4 pb-3">
      <div className="min-w-0">
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        {note ? <p className="text-muted text-sm">{note}</p> : null}
      </div>
      {aside}
    </header>
  );
}
