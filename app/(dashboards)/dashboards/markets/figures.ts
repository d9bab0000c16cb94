/** Markets' charts: rows in, figures out. */
import type { ColourToken, Figure, FigureTable, Trace } from "@/components/chart/figure";
import { longDay, number, percent, signedPercent } from "@/components/chart/format";
import type { KeyFigure } from "@/components/chart/key-figures";
import { packed, packedDays } from "@/components/chart/packed";
import { plainLabel } from "@/components/chart/values";
import { m4 } from "@/lib/data/m4";
import type { IndexDay, StockMonth } from "./data";

interface Drawn {
  figure: Figure;
  table: FigureTable;
}

/** Columns of pixels that a line is reduced for: two pixels each in the widest chart. */
const COLUMNS = 640;
const TRADING_DAYS = 252;

/** The index with its moving averages. */
export function indexFigure(days: readonly IndexDay[]): Drawn | null {
  if (days.length === 0) return null;
  const kept = reduced(days, (row) => row.close);
  const x = packedDays(kept.map((row) => row.day));
  // The means are smooth: the days kept for the close show them whole, and hover finds all three.
  const line = (
    name: string,
    value: (row: IndexDay) => number | null,
    colour: ColourToken,
    width: number,
  ): Trace => ({
    type: "scatter",
    mode: "lines",
    name,
    x,
    y: packed(kept.map(value)),
    line: { color: colour, width },
    hovertemplate: `${name}: %{y:,.0f} points<extra></extra>`,
  });
  return {
    figure: {
      data: [
        line("Close", (row) => row.close, "series-1", 1.25),
        line("Mean of 50 days", (row) => row.mean50, "series-2", 1.5),
        line("Mean of 200 days", (row) => row.mean200, "series-3", 1.75),
      ],
      layout: {
        xaxis: { type: "date", title: { text: "Day" }, hoverformat: "%-d %B %Y" },
        yaxis: { title: { text: "Index (points)" }, tickformat: ",.0f", zeroline: false },
      },
    },
    table: { ...byYear(days), note: "Summed up by year. The CSV has each day." },
  };
}

/** How far the index lies below its highest close so far. */
export function drawdownFigure(days: readonly IndexDay[]): Drawn | null {
  if (days.length === 0) return null;
  const kept = reduced(days, (row) => row.drawdown);
  return {
    figure: {
      data: [
        {
          type: "scatter",
          mode: "lines",
          name: "Below the highest close",
          x: packedDays(kept.map((row) => row.day)),
          y: packed(kept.map((row) => row.drawdown)),
          fill: "tozeroy",
          fillcolor: "series-5/20",
          line: { color: "series-5", width: 1.25 },
          hovertemplate: "%{y:.1%} against the highest close so far<extra></extra>",
        },
      ],
      layout: {
        xaxis: { type: "date", title: { text: "Day" }, hoverformat: "%-d %B %Y" },
        yaxis: { title: { text: "Below the highest close" }, tickformat: ".0%" },
      },
    },
    table: { ...byYear(days), note: "Summed up by year. The CSV has each day." },
  };
}

/** The days that a line through `value` needs. */
function reduced(days: readonly IndexDay[], value: (row: IndexDay) => number): IndexDay[] {
  const points = days.map((row) => ({ x: Date.parse(row.day), y: value(row), row }));
  return m4(points, COLUMNS).map((point) => point.row);
}

function byYear(days: readonly IndexDay[]): FigureTable {
  const years = [...new Set(days.map((row) => row.day.slice(0, 4)))];
  return {
    columns: ["Year", "Last close", "Change", "Deepest below the highest close"],
    rows: years.map((year) => {
      const rows = days.filter((row) => row.day.startsWith(year));
      const first = rows[0]?.close ?? 0;
      const last = rows.at(-1)?.close ?? 0;
      const deepest = Math.min(...rows.map((row) => row.drawdown));
      return [year, number(last), signedPercent(last / first - 1), percent(deepest)];
    }),
  };
}

/** The stocks, each at 100 where it begins. */
export function stocksFigure(rows: readonly StockMonth[], all: readonly string[]): Drawn | null {
  if (rows.length === 0) return null;
  const chosen = [...new Set(rows.map((row) => row.stock))];
  const of = (stock: string) => rows.filter((row) => row.stock === stock);
  return {
    figure: {
      data: chosen.map((stock) => ({
        type: "scatter",
        mode: "lines",
        name: plainLabel(stock),
        x: packedDays(of(stock).map((row) => row.month)),
        y: packed(of(stock).map((row) => row.rebased)),
        customdata: of(stock).map((row) => row.price),
        // By its place among all: a stock keeps its colour whichever others are chosen.
        line: { color: `series-${(all.indexOf(stock) % 6) + 1}`, width: 1.75 },
        hovertemplate: `${plainLabel(stock)} at %{y:.0f}, a price of $%{customdata:.2f}<extra></extra>`,
      })),
      layout: {
        xaxis: { type: "date", title: { text: "Month" }, hoverformat: "%B %Y" },
        yaxis: { title: { text: "Price (first month shown = 100)" }, zeroline: false },
      },
    },
    table: {
      columns: ["Stock", "First month", "First price ($)", "Last price ($)", "Change"],
      rows: chosen.map((stock) => {
        const own = of(stock);
        const first = own[0];
        const last = own.at(-1);
        return [
          stock,
          first?.month.slice(0, 7) ?? "",
          number(first?.price ?? 0, 2),
          number(last?.price ?? 0, 2),
          signedPercent((last?.rebased ?? 100) / 100 - 1, 0),
        ];
      }),
      note: "First and last of the range. The CSV has each month.",
    },
  };
}

/** The range in four numbers. */
export function keyFigures(days: readonly IndexDay[]): KeyFigure[] {
  const first = days[0];
  const last = days.at(-1);
  const deepest = days.reduce<IndexDay | undefined>(
    (worst, row) => (worst && worst.drawdown <= row.drawdown ? worst : row),
    undefined,
  );
  const spread = volatility(days);
  return [
    {
      label: "S&P 500, last close shown",
      value: last ? number(last.close) : "–",
      unit: "points",
      detail: last ? longDay(last.day) : "",
    },
    {
      label: "Change over the range",
      value: first && last ? signedPercent(last.close / first.close - 1) : "–",
      detail: first ? `Since ${longDay(first.day)}` : "",
    },
    {
      label: "Deepest drawdown",
      value: deepest ? percent(deepest.drawdown) : "–",
      detail: deepest ? longDay(deepest.day) : "",
    },
    {
      label: "Volatility",
      value: spread === null ? "–" : percent(spread),
      unit: "a year",
      detail: "Spread of daily changes",
    },
  ];
}

/** Standard deviation of the daily logarithmic returns, scaled to a year; null for too few days. */
function volatility(days: readonly IndexDay[]): number | null {
  const returns = days
    .slice(1)
    .map((row, i) => Math.log(row.close / (days[i]?.close ?? row.close)));
  if (returns.length < 2) return null;
  const mean = returns.reduce((sum, r) => sum + r, 0) / returns.length;
  const squares = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  return Math.sqrt((squares / (returns.length - 1)) * TRADING_DAYS);
}
