/** Gives a figure the theme: token names become colours, and the house style goes under its layout. */
import type { ColourToken, Figure } from "./figure";
import { unpackedDays } from "./values";

/** Each token as `#rrggbb`, and the page's font. */
export interface ChartTheme {
  colours: Record<ColourToken, string>;
  font: string;
  /** Fingers pan the page; they must not draw zoom boxes. */
  touch: boolean;
}

type Plain = Record<string, unknown>;

/** A figure that Plotly may keep and change, in the theme's colours. */
export function paint(figure: Figure, theme: ChartTheme): { data: unknown[]; layout: Plain } {
  const layout = merged(houseStyle(theme), figure.layout as Plain);
  return {
    data: figure.data.map((trace) => coloured(trace, false, theme)),
    layout: coloured(layout, false, theme) as Plain,
  };
}

function houseStyle(theme: ChartTheme): Plain {
  const axis = {
    automargin: true,
    ticks: "",
    gridcolor: "grid",
    linecolor: "grid",
    spikecolor: "muted",
    spikethickness: 1,
    zerolinecolor: "grid",
    tickfont: { color: "muted" },
    title: { standoff: 10, font: { size: 12, color: "muted" } },
  };
  return {
    autosize: true,
    paper_bgcolor: "surface",
    plot_bgcolor: "surface",
    font: { family: theme.font, size: 12, color: "ink" },
    margin: { l: 8, r: 8, t: 8, b: 8, pad: 4 },
    hovermode: "x unified",
    hoverlabel: { bgcolor: "surface", bordercolor: "grid", font: { color: "ink" }, namelength: -1 },
    dragmode: theme.touch ? false : "zoom",
    legend: { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom" },
    bargap: 0.15,
    xaxis: { ...axis, showgrid: false },
    yaxis: { ...axis, zeroline: true },
  };
}

function merged(under: Plain, over: Plain): Plain {
  const result: Plain = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = Object.hasOwn(under, key) ? under[key] : undefined;
    result[key] = isPlain(below) && isPlain(value) ? merged(below, value) : value;
  }
  return result;
}

/** Copies a value; texts in a place for colours are looked up. */
function coloured(value: unknown, isColour: boolean, theme: ChartTheme): unknown {
  if (typeof value === "string") return isColour ? colourOf(value, theme) : value;
  if (Array.isArray(value)) return value.map((item) => coloured(item, isColour, theme));
  if (!isPlain(value)) return value;
  if (typeof value.days === "string") return unpackedDays({ days: value.days });
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      coloured(item, /color(scale)?$/.test(key), theme),
    ]),
  );
}

function colourOf(name: string, { colours }: ChartTheme): string {
  const [token = "", opacity] = name.split("/");
  if (!Object.hasOwn(colours, token)) return name;
  const hex = colours[token as ColourToken];
  if (!opacity) return hex;
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${r},${g},${b},${Number(opacity) / 100})`;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
