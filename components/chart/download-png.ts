/** Saves a chart as a picture that can stand alone: with its title, in the theme now in force. */
"use client";
import type { Figure } from "./figure";
import { loadPlotly } from "./load-plotly";
import { paint } from "./paint";
import { readTheme } from "./theme";
import { plainLabel } from "./values";

const size = { width: 1200, height: 630 };

/** Draws the figure off screen and hands it to the browser as a download. Rejects when it can't. */
export async function downloadPng(title: string, figure: Figure): Promise<void> {
  const { toPng } = await loadPlotly();
  const { data, layout } = paint(figure, readTheme());
  const heading = { text: plainLabel(title), x: 0.02, xanchor: "left", font: { size: 20 } };
  const margin = { l: 32, r: 32, t: 96, b: 32, pad: 4 };
  const link = document.createElement("a");
  link.href = await toPng({ data, layout: { ...layout, title: heading, margin } }, size);
  link.download = `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.png`;
  link.click();
}
