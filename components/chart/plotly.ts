/** The one place that imports Plotly: its core with the few traces that dashboards use. */

import type { PlotlyDataLayoutConfig } from "plotly.js";
import bar from "plotly.js/lib/bar";
import Plotly from "plotly.js/lib/core";
import heatmap from "plotly.js/lib/heatmap";
import createPlotlyComponent from "react-plotly.js/factory";

// Lines are part of the core.
Plotly.register([bar, heatmap]);

export const Plot = createPlotlyComponent(Plotly);

/** A figure as a PNG data address, twice as sharp as on screen. */
export async function toPng(
  figure: { data: unknown[]; layout: object },
  size: { width: number; height: number },
): Promise<string> {
  // paint() gives plain JSON in Plotly's own words: only Plotly knows whether they are right.
  const known = figure as PlotlyDataLayoutConfig;
  return Plotly.toImage(known, { format: "png", scale: 2, ...size });
}
