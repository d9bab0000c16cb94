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
        <table className="w-full border-collapse text-right tabular-nums [&_td]:px-3 [&_td]:py-1 [&_th:first-child]:text-left [&_th]:px-3 [&_th]:py-1 [&_th]:font-normal">
          <caption className="sr-only">{title}</caption>
          <thead className="sticky top-0 bg-surface text-muted text-xs shadow-sm">
            <tr>
              {table.columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {table.rows.map(([head, ...cells]) => (
              <tr key={String(head)}>
                <th scope="row">{head}</th>
                {cells.map((cell, i) => (
                  <td key={table.columns[i + 1]}>{cell}</td>
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
