/** Climate's charts: rows in, figures out. */
import type { Figure, FigureTable } from "@/components/chart/figure";
import { monthName, monthNames, number, signed } from "@/components/chart/format";
import type { KeyFigure } from "@/components/chart/key-figures";
import { packed, packedDays } from "@/components/chart/packed";
import type { Co2Month, Co2Year, CycleMonth, TemperatureYear } from "./data";

interface Drawn {
  figure: Figure;
  table: FigureTable;
}

/** CO₂ month by month with its rhythm, and the yearly mean through it. */
export function co2Figure(months: readonly Co2Month[], years: readonly Co2Year[]): Drawn | null {
  if (months.length === 0) return null;
  const whole = years.filter((row) => row.months === 12);
  return {
    figure: {
      data: [
        {
          type: "scatter",
          mode: "lines",
          name: "Monthly mean",
          x: packedDays(months.map((row) => row.month)),
          y: packed(months.map((row) => row.co2)),
          line: { color: "series-1/60", width: 1.25 },
          hovertemplate: "%{y:.1f} ppm in the month<extra></extra>",
        },
        {
          type: "scatter",
          mode: "lines",
          name: "Yearly mean",
          x: packedDays(whole.map((row) => `${row.year}-07-01`)),
          y: packed(whole.map((row) => row.mean)),
          line: { color: "series-2", width: 2.25 },
          hovertemplate: "%{y:.1f} ppm over the year<extra></extra>",
        },
      ],
      layout: {
        xaxis: { type: "date", title: { text: "Month" }, hoverformat: "%B %Y" },
        yaxis: { title: { text: "CO₂ (parts per million)" }, zeroline: false },
      },
    },
    table: {
      columns: ["Year", "Mean CO₂ (ppm)", "Months measured"],
      rows: years.map((row) => [row.year, number(row.mean, 2), row.months]),
      note: "Means by year. The CSV has each month.",
    },
  };
}

/** How the months of a year differ from its trend. */
export function cycleFigure(rows: readonly CycleMonth[]): Drawn | null {
  if (rows.length === 0) return null;
  return {
    figure: {
      data: [
        {
          type: "bar",
          name: "Against the trend",
          x: rows.map((row) => monthName(row.month)),
          y: packed(rows.map((row) => row.difference)),
          marker: { color: rows.map((row) => (row.difference < 0 ? "series-3" : "series-1")) },
          hovertemplate: "%{y:+.2f} ppm against the trend<extra></extra>",
        },
      ],
      layout: {
        xaxis: {
          title: { text: "Month of the year" },
          tickvals: [...monthNames],
          ticktext: monthNames.map((name) => name.slice(0, 3)),
        },
        yaxis: { title: { text: "Difference (parts per million)" } },
      },
    },
    table: {
      columns: ["Month", "Against the trend (ppm)"],
      rows: rows.map((row) => [monthName(row.month), signed(row.difference, 2)]),
    },
  };
}

/** The anomaly of each year, and of the ten years that end with it. */
export function temperatureFigure(rows: readonly TemperatureYear[]): Drawn | null {
  if (rows.length === 0) return null;
  const years = rows.map((row) => row.year);
  return {
    figure: {
      data: [
        {
          type: "bar",
          name: "Year",
          x: years,
          y: packed(rows.map((row) => row.anomaly)),
          marker: { color: rows.map((row) => (row.anomaly < 0 ? "series-1/70" : "series-2/70")) },
          hovertemplate: "%{y:+.2f} °C in the year<extra></extra>",
          showlegend: false,
        },
        {
          type: "scatter",
          mode: "lines",
          name: "Mean of ten years",
          x: years,
          y: packed(rows.map((row) => row.decadeMean)),
          line: { color: "ink", width: 2 },
          hovertemplate: "%{y:+.2f} °C over ten years<extra></extra>",
          showlegend: true,
        },
      ],
      layout: {
        xaxis: { title: { text: "Year" }, hoverformat: "d", tickformat: "d" },
        yaxis: { title: { text: "Against the mean of 1951–1980 (°C)" }, tickformat: "+.1f" },
      },
    },
    table: {
      columns: ["Year", "Anomaly (°C)", "Mean of ten years (°C)"],
      rows: rows.map((row) => [
        row.year,
        signed(row.anomaly, 2),
        row.decadeMean === null ? "–" : signed(row.decadeMean, 2),
      ]),
    },
  };
}

/** The range in four numbers. */
export function keyFigures(
  years: readonly Co2Year[],
  temperatures: readonly TemperatureYear[],
): KeyFigure[] {
  // A part of a year is a season, not a mean.
  const whole = years.filter((row) => row.months === 12);
  const first = whole[0];
  const last = whole.at(-1);
  const latest = temperatures.at(-1);
  const warmest = temperatures.reduce<TemperatureYear | undefined>(
    (best, row) => (best && best.anomaly >= row.anomaly ? best : row),
    undefined,
  );
  return [
    {
      label: "CO₂, last year shown",
      value: last ? number(last.mean, 1) : "–",
      unit: "ppm",
      detail: last ? `Mean of ${last.year}` : "Whole years: 1959 to 2019",
    },
    {
      label: "CO₂, change over the range",
      value: first && last ? signed(last.mean - first.mean, 1) : "–",
      unit: "ppm",
      detail: first && last ? `From ${first.year} to ${last.year}` : "Whole years: 1959 to 2019",
    },
    {
      label: "Temperature, last year shown",
      value: latest ? signed(latest.anomaly, 2) : "–",
      unit: "°C",
      detail: latest ? `${latest.year}, against 1951–1980` : "",
    },
    {
      label: "Warmest year shown",
      value: warmest ? String(warmest.year) : "–",
      detail: warmest ? `${signed(warmest.anomaly, 2)} °C against 1951–1980` : "",
    },
  ];
}
