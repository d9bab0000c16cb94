/** The theme as charts need it: the page's tokens, read anew whenever it changes. */
"use client";
import { useEffect, useState } from "react";
import type { ColourToken } from "./figure";
import type { ChartTheme } from "./paint";

const tokens: readonly ColourToken[] = [
  "ink",
  "muted",
  "grid",
  "surface",
  "accent",
  "series-1",
  "series-2",
  "series-3",
  "series-4",
  "series-5",
  "series-6",
];

/** The theme now in force; null before the browser has one to read. */
export function useTheme(): ChartTheme | null {
  const [theme, setTheme] = useState<ChartTheme | null>(null);
  useEffect(() => {
    const read = () => setTheme(readTheme());
    read();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme", "class"] });
    dark.addEventListener("change", read);
    return () => {
      observer.disconnect();
      dark.removeEventListener("change", read);
    };
  }, []);
  return theme;
}

/** The theme now in force. */
export function readTheme(): ChartTheme {
  const probe = document.createElement("span");
  // What fades from one colour to the next would be read before it has begun.
  probe.style.transition = "none";
  document.body.append(probe);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colours = tokens.map((token) => {
    probe.style.color = `var(--${token})`;
    return [token, hexOf(getComputedStyle(probe).color, canvas)];
  });
  probe.remove();
  return {
    colours: Object.fromEntries(colours) as Record<ColourToken, string>,
    font: getComputedStyle(document.body).fontFamily,
    touch: matchMedia("(pointer: coarse)").matches,
  };
}

/** Any CSS colour as `#rrggbb`: Plotly knows fewer notations than browsers do. */
function hexOf(colour: string, canvas: CanvasRenderingContext2D | null): string {
  if (!canvas) return colour;
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return `#${[r, g, b].map((n) => n.toString(16).padStart(2, "0")).join("")}`;
}
