/** Flights' charts: rows in, figures out. */
import type { Figure, FigureTable } from "@/components/chart/figure";
import { number, percent, signed } from "@/components/chart/format";
import { packed, packedDays } from "@/components/chart/packed";
import type { DayDelay, DelayBin, HourDelay } from "./data";

export interface Drawn {
  figure: Figure;
  table: FigureTable;
}

export const weekdays = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

const lateness = (minutes: number) =>
  `${number(Math.abs(minutes), 1)} minutes ${minutes < 0 ? "early" : "late"}`;

/** Fewer flights than this in an hour of the week say little about it. */
const FEW = 20;
/** Minutes at which the colours end: the few worst hours would drown all others. */
const WORST = 45;

/** Mean delay by weekday and hour of departure. */
export function hoursFigure(rows: readonly HourDelay[]): Drawn | null {
  if (rows.length === 0) return null;
  const at = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, row]));
  const cell = (weekday: number, hour: number) => at.get(`${weekday + 1} ${hour}`);
  const enough = (row: HourDelay | undefined) => (row && row.flights >= FEW ? row : undefined);
  return {
    figure: {
      data: [
        {
          type: "heatmap",
          x: hours.map(clock),
          y: weekdays,
          z: weekdays.map((_, d) => hours.map((h) => enough(cell(d, h))?.meanDelay ?? null)),
          customdata: weekdays.map((_, d) =>
            hours.map((h) => [
              lateness(cell(d, h)?.meanDelay ?? 0),
              number(cell(d, h)?.flights ?? 0),
            ]),
          ),
          zmin: 0,
          zmax: WORST,
          xgap: 1,
          ygap: 1,
          colorscale: [
            [0, "grid"],
            [0.35, "series-2/70"],
            [1, "series-5"],
          ],
          colorbar: {
            title: { text: "Minutes late", side: "right", font: { color: "muted", size: 12 } },
            tickfont: { color: "muted" },
            thickness: 10,
            outlinewidth: 0,
          },
          hovertemplate:
            "%{y}, leaving from %{x}:<br><b>%{customdata[0]}</b> on the mean of %{customdata[1]} flights<extra></extra>",
          hoverongaps: false,
        },
      ],
      layout: {
        hovermode: "closest",
        xaxis: {
          title: { text: "Hour of departure (local time)" },
          type: "category",
          tickvals: hours.filter((hour) => hour % 3 === 0).map(clock),
          ticktext: hours.filter((hour) => hour % 3 === 0).map(String),
          tickangle: 0,
        },
        yaxis: { autorange: "reversed", type: "category", showgrid: false },
      },
    },
    table: {
      columns: ["Hour of departure", ...weekdays.map((day) => `${day} (min)`)],
      rows: hours.map((hour) => [
        clock(hour),
        ...weekdays.map((_, day) => {
          const row = enough(cell(day, hour));
          return row ? signed(row.meanDelay, 1) : "–";
        }),
      ]),
      note: `Mean delay at arrival in minutes; hours with fewer than ${FEW} flights are left out.`,
    },
  };
}

/** How the delays are spread. */
export function distributionFigure(bins: readonly DelayBin[], late: number): Drawn | null {
  if (bins.length === 0) return null;
  const total = bins.reduce((sum, bin) => sum + bin.flights, 0);
  const bucketLabel = ({ from }: DelayBin) => {
    if (from <= -60) return "more than 55 minutes early";
    if (from >= 120) return "120 minutes late or more";
    return from < 0
      ? `${-from - 5} to ${-from} minutes early`
      : `${from} to ${from + 5} minutes late`;
  };
  return {
    figure: {
      data: [
        {
          type: "bar",
          x: bins.map((bin) => bin.from + 2.5),
          y: bins.map((bin) => bin.flights / total),
          width: 4.5,
          customdata: bins.map((bin) => [number(bin.flights), bucketLabel(bin)]),
          marker: { color: bins.map((bin) => (bin.from >= late ? "series-2" : "series-1")) },
          hovertemplate:
            "%{y:.1%} of flights arrived<br>%{customdata[1]}<br>(%{customdata[0]} flights)<extra></extra>",
        },
      ],
      layout: {
        hovermode: "closest",
        xaxis: { title: { text: "Delay at arrival (minutes)" }, dtick: 30, zeroline: true },
        yaxis: { title: { text: "Share of flights" }, tickformat: ".0%" },
      },
    },
    table: {
      columns: ["Arrived", "Flights", "Share"],
      rows: bins.map((bin) => [
        bucketLabel(bin),
        number(bin.flights),
        percent(bin.flights / total, 2),
      ]),
    },
  };
}

/** Mean delay day by day, and over the seven days that end with it. */
export function daysFigure(rows: readonly DayDelay[]): Drawn | null {
  if (rows.length === 0) return null;
  const x = packedDays(rows.map((row) => row.day));
  const week = rows.map((_, i) => {
    const span = rows.slice(Math.max(0, i - 6), i + 1);
    const flights = span.reduce((sum, row) => sum + row.flights, 0);
    return span.length < 7
      ? null
      : span.reduce((sum, row) => sum + row.meanDelay * row.flights, 0) / flights;
  });
  return {
    figure: {
      data: [
        {
          type: "bar",
          name: "Day",
          x,
          y: packed(rows.map((row) => row.meanDelay)),
          customdata: rows.map((row) => [number(row.flights), percent(row.lateShare, 0)]),
          marker: { color: "series-1/50" },
          hovertemplate:
            "%{y:+.1f} minutes on the mean of %{customdata[0]} flights, %{customdata[1]} of them late<extra></extra>",
        },
        {
          type: "scatter",
          mode: "lines",
          name: "Mean of seven days",
          x,
          y: packed(week),
          line: { color: "series-2", width: 2.25 },
          hovertemplate: "%{y:+.1f} minutes over seven days<extra></extra>",
        },
      ],
      layout: {
        xaxis: { type: "date", title: { text: "Day of departure" }, hoverformat: "%A, %-d %B %Y" },
        yaxis: { title: { text: "Mean delay at arrival (minutes)" } },
      },
    },
    table: {
      columns: ["Month", "Flights", "Mean delay (min)", "Late"],
      rows: byMonth(rows),
      note: "Summed up by month. The CSV has each day.",
    },
  };
}

function byMonth(rows: readonly DayDelay[]): (string | number)[][] {
  const months = [...new Set(rows.map((row) => row.day.slice(0, 7)))];
  return months.map((month) => {
    const days = rows.filter((row) => row.day.startsWith(month));
    const flights = days.reduce((sum, row) => sum + row.flights, 0);
    const weighted = (value: (row: DayDelay) => number) =>
      days.reduce((sum, row) => sum + value(row) * row.flights, 0) / flights;
    return [
      month,
      number(flights),
      signed(
        weighted((row) => row.meanDelay),
        1,
      ),
      percent(weighted((row) => row.lateShare)),
    ];
  });
}
