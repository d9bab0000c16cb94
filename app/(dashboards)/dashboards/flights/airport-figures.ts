/** Flights' charts by airport, and the few numbers on top: rows in, figures out. */
import { longDay, number, percent, signed } from "@/components/chart/format";
import type { KeyFigure } from "@/components/chart/key-figures";
import { plainLabel } from "@/components/chart/values";
import type { AirportDelay, DayDelay } from "./data";
import type { Drawn } from "./figures";

/** How many airports a chart has room for. */
const MOST = 12;
/** Share of all flights shown that an airport must have to be called unpunctual. */
export const LEAST_SHARE = 0.001;

/** Airports with most flights. */
export function busiestFigure(rows: readonly AirportDelay[]): Drawn | null {
  const busiest = rows.slice(0, MOST);
  return bars(busiest, {
    value: (row) => row.flights,
    colour: "series-1",
    axis: { title: { text: "Flights" } },
    hover: "%{customdata[0]}:<br><b>%{customdata[1]} flights</b>, %{customdata[2]} of them late",
  });
}

/** Airports with the largest share of late flights, among those with flights enough to tell. */
export function leastPunctualFigure(rows: readonly AirportDelay[]): Drawn | null {
  const total = rows.reduce((sum, row) => sum + row.flights, 0);
  const worst = rows
    .filter((row) => row.flights >= total * LEAST_SHARE)
    .sort((a, b) => b.lateShare - a.lateShare)
    .slice(0, MOST);
  return bars(worst, {
    value: (row) => row.lateShare,
    colour: "series-2",
    axis: { title: { text: "Share of flights late" }, tickformat: ".0%" },
    hover: "%{customdata[0]}:<br><b>%{customdata[2]} late</b> of %{customdata[1]} flights",
  });
}

interface Look {
  value: (row: AirportDelay) => number;
  colour: "series-1" | "series-2";
  axis: { title: { text: string }; tickformat?: string };
  hover: string;
}

function bars(rows: readonly AirportDelay[], { value, colour, axis, hover }: Look): Drawn | null {
  if (rows.length === 0) return null;
  return {
    figure: {
      data: [
        {
          type: "bar",
          orientation: "h",
          y: rows.map((row) => plainLabel(row.airport)),
          x: rows.map(value),
          customdata: rows.map((row) => [
            plainLabel(place(row)),
            number(row.flights),
            percent(row.lateShare, 0),
          ]),
          marker: { color: colour },
          hovertemplate: `${hover}<extra></extra>`,
        },
      ],
      layout: {
        hovermode: "closest",
        xaxis: { ...axis, showgrid: true },
        yaxis: { autorange: "reversed", type: "category", title: { text: "Airport" } },
      },
    },
    table: {
      columns: ["Airport", "Flights", "Late", "Mean delay (min)"],
      rows: rows.map((row) => [
        place(row),
        number(row.flights),
        percent(row.lateShare),
        signed(row.meanDelay, 1),
      ]),
      note: `The ${rows.length} shown in the chart. The CSV has all airports.`,
    },
  };
}

function place({ city, airport }: AirportDelay): string {
  return city ? `${city} (${airport})` : airport;
}

/** The chosen flights in four numbers. */
export function keyFigures(days: readonly DayDelay[]): KeyFigure[] {
  const flights = days.reduce((sum, row) => sum + row.flights, 0);
  const mean = (value: (row: DayDelay) => number) =>
    days.reduce((sum, row) => sum + value(row) * row.flights, 0) / flights;
  const worst = days.reduce<DayDelay | undefined>(
    (best, row) => (best && best.lateShare >= row.lateShare ? best : row),
    undefined,
  );
  const some = flights > 0;
  return [
    { label: "Flights", value: number(flights), detail: `On ${number(days.length)} days` },
    {
      label: "On time",
      value: some ? percent(1 - mean((row) => row.lateShare)) : "–",
      detail: "Less than 15 minutes late",
    },
    {
      label: "Mean delay at arrival",
      value: some
        ? signed(
            mean((row) => row.meanDelay),
            1,
          )
        : "–",
      unit: "min",
      detail: "Early arrivals count below zero",
    },
    {
      label: "Worst day",
      value: worst ? percent(worst.lateShare, 0) : "–",
      unit: "late",
      detail: worst ? longDay(worst.day) : "",
    },
  ];
}
