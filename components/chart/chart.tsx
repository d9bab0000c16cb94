/** A chart in the browser: its skeleton first, then Plotly when it comes into view, or words and a button. */
"use client";
import { ZoomOut } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ChartActions } from "./chart-actions";
import { ChartBoundary } from "./chart-boundary";
import { ChartError } from "./chart-error";
import { ChartSkeleton } from "./chart-skeleton";
import type { Figure } from "./figure";
import { Plotted } from "./plotted";
import { useInView } from "./use-in-view";

export interface ChartProps {
  title: string;
  figure: Figure;
  /** In pixels, kept from skeleton to chart. */
  height: number;
  /** Where the same figures are as CSV. */
  csv: string;
}

export type ChartState = "loading" | "ready" | "error";

/** Draws a figure. `data-state` on its container says how far it is. */
export function Chart({ title, figure, height, csv }: ChartProps) {
  const container = useRef<HTMLDivElement>(null);
  const inView = useInView(container);
  const [state, setState] = useState<ChartState>("loading");
  const [attempt, setAttempt] = useState(0);
  const [zoomed, setZoomed] = useState(false);
  const [resets, setResets] = useState(0);
  const fail = useCallback(() => setState("error"), []);
  const retry = () => {
    setState("loading");
    setAttempt(attempt + 1);
  };

  return (
    <>
      <ChartActions title={title} figure={figure} csv={csv} ready={state === "ready"} />
      <div
        ref={container}
        data-testid="chart"
        data-state={state}
        aria-busy={state === "loading"}
        className="relative"
        style={{ height }}
      >
        {state !== "error" && inView && (
          <ChartBoundary key={attempt} onError={fail}>
            <Plotted
              figure={figure}
              resets={resets}
              onReady={() => setState("ready")}
              onError={fail}
              onZoom={setZoomed}
            />
          </ChartBoundary>
        )}
        {state === "ready" && zoomed && (
          <Button
            size="sm"
            className="absolute top-1 right-1"
            onClick={() => setResets(resets + 1)}
          >
            <ZoomOut aria-hidden />
            Reset zoom
          </Button>
        )}
        {state === "loading" && <ChartSkeleton csv={csv} />}
        {state === "error" && (
          <ChartError message="This chart could not be drawn." onRetry={retry} />
        )}
      </div>
    </>
  );
}
