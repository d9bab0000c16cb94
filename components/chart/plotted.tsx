/** A figure drawn by Plotly in the theme now in force. */
"use client";
import { useEffect, useMemo, useState } from "react";
import type { Figure } from "./figure";
import { loadPlotly } from "./load-plotly";
import { paint } from "./paint";
import { useTheme } from "./theme";

type PlotComponent = Awaited<ReturnType<typeof loadPlotly>>["Plot"];

interface PlottedProps {
  figure: Figure;
  /** Each change puts the axes back to what they were. */
  resets: number;
  onReady: () => void;
  onError: () => void;
  onZoom: (zoomed: boolean) => void;
}

const config = {
  displaylogo: false,
  displayModeBar: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  responsive: true,
  doubleClick: "reset",
  showTips: false,
};

/** Fills its parent. Loading and drawing may fail: `onError` hears of it. */
export function Plotted({ figure, resets, onReady, onError, onZoom }: PlottedProps) {
  const [Plot, setPlot] = useState<PlotComponent | null>(null);
  const theme = useTheme();

  useEffect(() => {
    let wanted = true;
    loadPlotly().then(
      (module) => wanted && setPlot(() => module.Plot),
      () => wanted && onError(),
    );
    return () => {
      wanted = false;
    };
  }, [onError]);

  const painted = useMemo(
    () => theme && { ...paint(figure, theme), resets },
    [figure, theme, resets],
  );
  useEffect(() => {
    if (painted) onZoom(false);
  }, [painted, onZoom]);

  if (!Plot || !painted) return null;
  return (
    <Plot
      data={painted.data}
      layout={painted.layout}
      config={config}
      className="absolute inset-0"
      style={{ width: "100%", height: "100%" }}
      onInitialized={onReady}
      onError={onError}
      onRelayout={(change: object) => onZoom(isZoom(change))}
    />
  );
}

/** Plotly tells the new range of an axis, or that it shows all again. */
function isZoom(change: object): boolean {
  return Object.keys(change).some((key) => /axis\d*\.range/.test(key));
}
