/** A chart with all that belongs to it: title, source, figures as a table, and words when it fails. */

import { unstable_rethrow } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { classNames } from "@/components/ui/class-names";
import { AppError } from "@/lib/errors/app-error";
import { reportError } from "@/lib/http/problem";
import { Chart } from "./chart";
import { ChartSkeleton } from "./chart-skeleton";
import type { Figure, FigureTable } from "./figure";
import { FiguresTable } from "./figures-table";
import { Refetch } from "./refetch";

export interface ChartPanelProps {
  /** Says what the chart shows. */
  title: string;
  /** One line under the title: how to read it. */
  note?: string;
  source: { name: string; href?: string };
  height?: number;
  /** Address of the same figures as CSV. */
  csv: string;
  /** Shown when there is nothing to draw: says what to do. */
  empty: string;
  /** Both columns of the grid. */
  wide?: boolean;
  /** The figures; null when the filters leave nothing. */
  load: () => Promise<{ figure: Figure; table: FigureTable } | null>;
}

/** Shows title and shape at once, and the chart when its data are there. */
export function ChartPanel(props: ChartPanelProps) {
  const { title, note, source, height = 320, wide, csv } = props;
  return (
    <figure
      className={classNames(
        "relative min-w-0 rounded-lg border border-line bg-surface p-4 shadow-sm",
        wide && "xl:col-span-2",
      )}
    >
      <figcaption className="sm:mb-2 sm:pr-36">
        <h2 className="font-semibold text-lg leading-snug">{title}</h2>
        <p className="mt-0.5 text-muted text-sm">{note}</p>
      </figcaption>
      <Suspense
        fallback={
          <Place height={height} state="loading">
            <ChartSkeleton csv={csv} />
          </Place>
        }
      >
        <Loaded {...props} height={height} />
      </Suspense>
      <p className="mt-2 text-muted text-xs">
        Source:{" "}
        {source.href ? (
          <a className="underline hover:text-ink" href={source.href} rel="noreferrer">
            {source.name}
          </a>
        ) : (
          source.name
        )}
      </p>
    </figure>
  );
}

async function Loaded({ title, csv, empty, load, height = 320 }: ChartPanelProps) {
  try {
    const loaded = await load();
    if (!loaded) {
      return (
        <Place height={height}>
          <p className="flex h-full items-center justify-center rounded-md border border-line border-dashed p-6 text-center text-muted text-sm">
            {empty}
          </p>
        </Place>
      );
    }
    return (
      <>
        <Chart title={title} figure={loaded.figure} height={height} csv={csv} />
        <FiguresTable title={title} table={loaded.table} />
      </>
    );
  } catch (error) {
    unstable_rethrow(error);
    const known = error instanceof AppError ? error : null;
    const message = known?.message ?? "This chart could not be made.";
    // What is only a matter of asking again, or for less, is no error that the log should have.
    const reference = known && known.status < 500 ? undefined : reportError(error);
    return (
      <Place height={height} state="error">
        <Refetch message={message} {...(reference ? { reference } : {})} />
      </Place>
    );
  }
}

/** Takes the place of a chart, of the buttons above it on small screens, and of the table's line. */
function Place(props: { height: number; state?: "loading" | "error"; children: ReactNode }) {
  const { height, state, children } = props;
  return (
    <div className="pt-9 pb-8 sm:pt-0">
      <div
        {...(state ? { "data-testid": "chart", "data-state": state } : {})}
        className="relative"
        style={{ height }}
      >
        {children}
      </div>
    </div>
  );
}
