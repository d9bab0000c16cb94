/** What a chart is made of: a Plotly figure as plain JSON, with colours by the names of tokens. */

/** A colour token, with its opacity in percent if wanted: `series-1`, `series-1/20`. */
export type ColourToken =
  | "ink"
  | "muted"
  | "grid"
  | "surface"
  | "accent"
  | `series-${1 | 2 | 3 | 4 | 5 | 6}`;
export type Colour = ColourToken | `${ColourToken}/${number}`;

/** Numbers in single precision as base64 of their bytes: a third of what JSON takes. */
export interface PackedNumbers {
  dtype: "f4";
  bdata: string;
}

/** Days since 1970 as base64 of 32-bit integers; the browser makes them what a date axis takes. */
export interface PackedDays {
  days: string;
}

export type Values = PackedNumbers | PackedDays | readonly (string | number | null)[];
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [k: string]: Json };

/** One trace, in Plotly's own words. */
export interface Trace {
  readonly type: "scatter" | "bar" | "heatmap";
  readonly name?: string;
  readonly x?: Values;
  readonly y?: Values;
  readonly z?: readonly (readonly (number | null)[])[];
  readonly [attribute: string]: Json | Values | undefined;
}

export interface Figure {
  readonly data: readonly Trace[];
  /** Layout over the house style: axes with titles and units, shapes, annotations. */
  readonly layout: { readonly [attribute: string]: Json };
}

/** The figures of a chart as a table, for those who can't see it. */
export interface FigureTable {
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  /** Says what was left out or summed up. */
  note?: string;
}
