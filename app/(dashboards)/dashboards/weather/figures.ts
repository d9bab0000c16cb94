/** Weather's charts: rows in, figures out. */
import type { Colour, Figure, FigureTable } from "@/components/chart/figure";
import { longDay, monthName, monthNames, number, percent } from "@/components/chart/format";
import type { KeyFigure } from "@/components/chart/key-figures";
import { packed, packedDays } from "@/components/chart/packed";
import { plainLabel } from "@/components/chart/values";
import type { KindMonth, RainMonth, WeatherDay } from "./data";

interface Drawn {
  figure: Figure;
  table: FigureTable;
}

const colours: Record<string, Colour> = {
  sun: "series-2",
  fog: "series-6",
  drizzle: "series-3",
  rain: "series-1",
  snow: "series-4",
};

/** From the coldest to the warmest of each day, and the mean between. */
export function temperatureFigure(days: readonly WeatherDay[]): Drawn | null {
  if (days.length === 0) return null;
  const line = withGaps(days);
  // One month of all years: side by side, without the eleven months between.
  const apart = line.length > days.length;
  const place = (rows: readonly { day: string }[]) =>
    apart ? rows.map((row) => longDay(row.day)) : packedDays(rows.map((row) => row.day));
  return {
    figure: {
      data: [
        {
          type: "bar",
          name: "Low to high",
          x: place(days),
          base: days.map((row) => row.low),
          y: packed(days.map((row) => row.high - row.low)),
          customdata: days.map((row) => [row.low, row.high]),
          marker: { color: "series-1/35", line: { width: 0 } },
          hovertemplate: "%{customdata[0]:.1f} to %{customdata[1]:.1f} °C<extra></extra>",
        },
        {
          type: "scatter",
          mode: "lines",
          name: "Mean",
          x: place(line),
          y: packed(line.map((row) => row.mean)),
          line: { color: "series-1", width: 1.5 },
          hovertemplate: "%{y:.1f} °C on the mean<extra></extra>",
        },
      ],
      layout: {
        bargap: 0,
        xaxis: {
          title: { text: "Day" },
          ...(apart ? monthTicks(days) : { type: "date", hoverformat: "%-d %B %Y" }),
        },
        yaxis: { title: { text: "Temperature (°C)" } },
      },
    },
    table: {
      columns: ["Month", "Lowest (°C)", "Mean (°C)", "Highest (°C)"],
      rows: byMonth(days).map(([month, rows]) => [
        month,
        number(Math.min(...rows.map((row) => row.low)), 1),
        number(rows.reduce((sum, row) => sum + row.mean, 0) / rows.length, 1),
        number(Math.max(...rows.map((row) => row.high)), 1),
      ]),
      note: "Summed up by month. The CSV has each day.",
    },
  };
}

/** Marks the first day of each month. */
function monthTicks(days: readonly WeatherDay[]) {
  const first = byMonth(days).flatMap(([, [row]]) => row ?? []);
  return {
    type: "category",
    tickvals: first.map(({ day }) => longDay(day)),
    ticktext: first.map(({ day }) => `${monthYear(day).slice(0, 3)} ${day.slice(0, 4)}`),
    tickangle: 0,
  };
}

/** Where days are missing, a day without a value, so that no line bridges them. */
function withGaps(days: readonly WeatherDay[]): { day: string; mean: number | null }[] {
  const DAY = 86_400_000;
  return days.flatMap((row, i) => {
    const before = days[i - 1];
    const gap = before && Date.parse(row.day) - Date.parse(before.day) > DAY;
    return gap ? [{ day: row.day, mean: null }, row] : [row];
  });
}

function byMonth(days: readonly WeatherDay[]): [string, WeatherDay[]][] {
  const months = new Map<string, WeatherDay[]>();
  for (const row of days) {
    const key = monthYear(row.day);
    months.set(key, [...(months.get(key) ?? []), row]);
  }
  return [...months];
}

function monthYear(day: string): string {
  return `${monthName(Number(day.slice(5, 7)))} ${day.slice(0, 4)}`;
}

/** Rain of each month. */
export function rainFigure(months: readonly RainMonth[]): Drawn | null {
  if (months.length === 0) return null;
  return {
    figure: {
      data: [
        {
          type: "bar",
          name: "Rain",
          x: packedDays(months.map((row) => row.month)),
          y: packed(months.map((row) => row.rain)),
          customdata: months.map((row) => [row.wetDays, row.days]),
          marker: { color: "series-1" },
          hovertemplate: "%{y:.0f} mm, on %{customdata[0]} of %{customdata[1]} days<extra></extra>",
        },
      ],
      layout: {
        xaxis: { type: "date", title: { text: "Month" }, hoverformat: "%B %Y" },
        yaxis: { title: { text: "Rain (mm)" } },
      },
    },
    table: {
      columns: ["Month", "Rain (mm)", "Days with rain"],
      rows: months.map((row) => [monthYear(row.month), number(row.rain, 1), row.wetDays]),
    },
  };
}

/** Days of each kind, by calendar month. */
export function kindsFigure(rows: readonly KindMonth[], kinds: readonly string[]): Drawn | null {
  if (rows.length === 0) return null;
  const months = [...new Set(rows.map((row) => row.month))];
  const days = (month: number, kind: string) =>
    rows.find((row) => row.month === month && row.kind === kind)?.days ?? 0;
  return {
    figure: {
      data: kinds.map((kind) => ({
        type: "bar",
        name: plainLabel(kind.charAt(0).toUpperCase() + kind.slice(1)),
        x: months.map(monthName),
        y: months.map((month) => days(month, kind)),
        marker: { color: colours[kind] ?? "series-5" },
        hovertemplate: `%{y} days of ${plainLabel(kind)}<extra></extra>`,
      })),
      layout: {
        barmode: "stack",
        xaxis: {
          title: { text: "Month of the year" },
          tickvals: [...monthNames],
          ticktext: monthNames.map((name) => name.slice(0, 3)),
        },
        yaxis: { title: { text: "Days" } },
      },
    },
    table: {
      columns: ["Month", ...kinds.map((kind) => `Days of ${kind}`)],
      rows: months.map((month) => [monthName(month), ...kinds.map((kind) => days(month, kind))]),
    },
  };
}

/** The chosen days in four numbers. */
export function keyFigures(days: readonly WeatherDay[]): KeyFigure[] {
  const warmest = extreme(days, (row) => row.high);
  const coldest = extreme(days, (row) => -row.low);
  const wettest = extreme(days, (row) => row.rain);
  const dry = days.filter((row) => row.rain === 0).length;
  return [
    {
      label: "Warmest day",
      value: warmest ? number(warmest.high, 1) : "–",
      unit: "°C",
      detail: warmest ? longDay(warmest.day) : "",
    },
    {
      label: "Coldest day",
      value: coldest ? number(coldest.low, 1) : "–",
      unit: "°C",
      detail: coldest ? longDay(coldest.day) : "",
    },
    {
      label: "Wettest day",
      value: wettest ? number(wettest.rain, 1) : "–",
      unit: "mm",
      detail: wettest ? longDay(wettest.day) : "",
    },
    {
      label: "Days without rain",
      value: days.length ? percent(dry / days.length, 0) : "–",
      detail: `${number(dry)} of ${number(days.length)} days`,
    },
  ];
}

function extreme(
  days: readonly WeatherDay[],
  measure: (row: WeatherDay) => number,
): WeatherDay | undefined {
  return days.reduce<WeatherDay | undefined>(
    (best, row) => (best && measure(best) >= measure(row) ? best : row),
    undefined,
  );
}
