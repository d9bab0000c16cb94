/** The one place that imports Plotly: its core with the few traces that dashboards use. */

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
  return Plotly.toImage(figure as never, { format: "png", scale: 2, ...size });
}
