/** A row of the few numbers that matter most. */
import { unstable_rethrow } from "next/navigation";
import { Suspense } from "react";
import { AppError } from "@/lib/errors/app-error";
import { reportError } from "@/lib/http/problem";

export interface KeyFigure {
  label: string;
  value: string;
  unit?: string;
  /** What the value is measured against, or when it was. */
  detail?: string;
}

interface KeyFiguresProps {
  /** How many there will be, for the shape before they come. */
  count: number;
  load: () => Promise<readonly KeyFigure[]>;
}

/** Tiles; a load that fails leaves dashes, the charts below say why. */
export function KeyFigures(props: KeyFiguresProps) {
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Suspense fallback={<Tiles figures={blank(props.count)} />}>
        <Loaded {...props} />
      </Suspense>
    </dl>
  );
}

async function Loaded({ count, load }: KeyFiguresProps) {
  try {
    return <Tiles figures={await load()} />;
  } catch (error) {
    unstable_rethrow(error);
    if (!(error instanceof AppError && error.status < 500)) reportError(error);
    return (
      <Tiles figures={blank(count).map((tile) => ({ ...tile, detail: "Not available now" }))} />
    );
  }
}

/** `waiting`: for what scripts will put in place. */
function Tiles({ figures, waiting }: { figures: readonly KeyFigure[]; waiting?: boolean }) {
  return figures.map(({ label, value, unit, detail }) => (
    <div
      key={label}
      data-needs-script={waiting}
      className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3 shadow-sm"
    >
      <dt className="min-h-8 text-muted text-xs leading-4 sm:min-h-4 sm:truncate">{label}</dt>
      <dd className="mt-1 font-semibold text-xl tabular-nums leading-7">
        {value}
        {unit && <span className="ml-1 font-normal text-muted text-sm">{unit}</span>}
        <span className="block min-h-8 font-normal text-muted text-xs leading-4 sm:min-h-4 sm:truncate">
          {detail}
        </span>
      </dd>
    </div>
  ));
}

function blank(count: number): KeyFigure[] {
  return Array.from({ length: count }, (_, i) => ({ label: "\u00a0".repeat(i + 1), value: "–" }));
}
