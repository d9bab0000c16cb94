/** Loads Plotly when the first chart needs it, once for all charts. */
"use client";

type PlotlyModule = typeof import("./plotly");

let loading: Promise<PlotlyModule> | undefined;

/** The Plotly module. A load that failed is tried again at the next call. */
export function loadPlotly(): Promise<PlotlyModule> {
  loading ??= importPlotly().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function importPlotly(): Promise<PlotlyModule> {
  addStyleElement();
  return import("./plotly");
}

/**
 * Plotly writes its rules into a style element that it makes without a nonce, which the content
 * security policy refuses. It takes one that is there already: an empty one with this page's nonce,
 * which the page's own scripts carry.
 */
function addStyleElement(): void {
  const id = "plotly.js-style-global";
  if (document.getElementById(id)) return;
  const style = document.createElement("style");
  style.id = id;
  style.nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  document.head.append(style);
}
