/** The shape of a chart: what is seen until it is drawn. */

const bars = [38, 56, 47, 68, 60, 82, 71, 90, 76, 62, 70, 52];

/** Fills its parent. Without scripts no chart will come: says where its figures are. */
export function ChartSkeleton({ csv }: { csv: string }) {
  return (
    <div className="absolute inset-0 flex flex-col">
      <div
        aria-hidden
        data-needs-script
        className="flex min-h-0 flex-1 items-end gap-[2%] border-line border-b border-l px-[2%] motion-safe:animate-pulse"
      >
        {bars.map((height) => (
          <div
            key={height}
            className="flex-1 rounded-t-sm bg-line/60"
            style={{ height: `${height}%` }}
          />
        ))}
      </div>
      <div aria-hidden data-needs-script className="flex h-9 items-center justify-between px-[2%]">
        <div className="h-2 w-10 rounded bg-line/60" />
        <div className="h-2 w-10 rounded bg-line/60" />
        <div className="h-2 w-10 rounded bg-line/60" />
      </div>
      <noscript>
        <p className="absolute inset-x-0 top-1/3 text-center text-sm">
          Charts need JavaScript.{" "}
          <a className="text-accent underline" href={csv}>
            Download the figures as CSV
          </a>
        </p>
      </noscript>
    </div>
  );
}
