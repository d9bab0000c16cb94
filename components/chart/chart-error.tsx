/** What stands in a chart's place when it can't be shown. */
"use client";
import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Words and a button, in the middle of the chart's place. */
export function ChartError(props: { message: string; reference?: string; onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="flex h-full flex-col items-center justify-center gap-3 rounded-md border border-line border-dashed p-6 text-center text-sm"
    >
      <TriangleAlert aria-hidden className="size-5 text-danger" />
      <p className="max-w-prose text-muted">
        {props.message}
        {props.reference && <span className="block text-xs">Reference {props.reference}</span>}
      </p>
      <Button size="sm" onClick={props.onRetry} data-needs-script>
        <RotateCw aria-hidden />
        Retry
      </Button>
    </div>
  );
}
