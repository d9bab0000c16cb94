/** The figures of a chart as a table, folded away until wanted. */
import { ChevronRight } from "lucide-react";
import type { FigureTable } from "./figure";

/** What scrolls must be reachable by keyboard. */
const reachable = { tabIndex: 0 };

export function FiguresTable({ title, table }: { title: string; table: FigureTable }) {
  return (
    <details className="group mt-2 text-sm">
      <summary className="inline-flex h-6 cursor-pointer items-center gap-1 rounded text-muted text-xs hover:text-ink focus-visible:outline-2 focus-visible:outline-accent">
        <ChevronRight
          aria-hidden
          className="size-3.5 group-open:rotate-90 motion-safe:transition-transform"
        />
        Figures as a table<span className="sr-only">: {title}</span>
      </summary>
      <section
        aria-label={`Table: ${title}`}
        {...reachable}
        className="mt-2 max-h-80 overflow-auto rounded-md border border-line"
      >
        <table className="w-full border-collapse tabular-nums">
          <caption className="sr-only">{title}</caption>
          <thead className="sticky top-0 bg-surface">
            <tr>
              {table.columns.map((name, i) => (
                <th
                  key={name}
                  scope="col"
                  className={`border-line border-b px-3 py-1.5 font-medium text-xs ${i === 0 ? "text-left" : "text-right"}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([head, ...cells]) => (
              <tr key={String(head)} className="border-line border-b last:border-0">
                <th scope="row" className="px-3 py-1 text-left font-normal">
                  {head}
                </th>
                {cells.map((cell, i) => (
                  <td key={table.columns[i + 1]} className="px-3 py-1 text-right">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {table.note && <p className="mt-1 text-muted text-xs">{table.note}</p>}
    </details>
  );
}
