/** Flights: for analysts. */
import { ChartGrid } from "@/components/chart/chart-grid";
import { ChartPanel } from "@/components/chart/chart-panel";
import { KeyFigures } from "@/components/chart/key-figures";
import { FilteredPage } from "@/components/filters/filtered-page";
import { RangeInput } from "@/components/filters/range-input";
import { SegmentedInput } from "@/components/filters/segmented-input";
import { readFilters } from "@/lib/dashboards/filters";
import { viewRows } from "@/lib/dashboards/view-rows";
import { dashboardPage } from "@/lib/guards/page-guard";
import { dashboardAddress } from "../registry";
import { access } from "./access";
import { busiestFigure, keyFigures, leastPunctualFigure } from "./airport-figures";
import { AirportSelect } from "./airport-select";
import {
  delayByAirport,
  delayByDay,
  delayByHour,
  delayDistribution,
  departureAirports,
  LATE,
} from "./data";
import { daysFigure, distributionFigure, hoursFigure } from "./figures";
import { bounds, filters, firstDay, lastDay } from "./filters";

export const metadata = { title: access.title };

const address = dashboardAddress(access);

const source = {
  name: "US Bureau of Transportation Statistics, January to June 2001",
  href: "https://www.transtats.bts.gov/DL_SelectFields.asp?gnoyr_VQ=FGJ&QO_fu146_anzr=b0-gvzr",
};
const empty = "No flights match these filters. Choose another airport, more days or any distance.";
const distanceChoices = [
  { value: "all", label: "Any" },
  { value: "short", label: `Under ${bounds.medium} mi` },
  { value: "medium", label: `${bounds.medium}–${bounds.long} mi` },
  { value: "long", label: `Over ${bounds.long} mi` },
];

export default dashboardPage(access.rule, ({ viewer, searchParams }) => {
  const view = readFilters(filters, searchParams);
  const csv = (dataset: string) => address.csv(dataset, view.query);
  const { values } = view;
  const rows = viewRows(viewer, values);
  const places = values.airport ? `destinations from ${values.airport}` : "airports";
  const panel = { source, empty };
  const days = { type: "date", min: firstDay, max: lastDay } as const;
  return (
    <FilteredPage
      title={access.title}
      summary={access.summary}
      path={address.path}
      defaults={view.defaults}
      filters={
        <>
          <AirportSelect field={view.field("airport")} load={() => rows(departureAirports)} />
          <RangeInput label="From day" {...days} field={view.field("from")} />
          <RangeInput label="To day" {...days} field={view.field("to")} />
          <SegmentedInput
            label="Distance"
            field={view.field("distance")}
            choices={distanceChoices}
          />
        </>
      }
    >
      <KeyFigures count={4} load={async () => keyFigures(await rows(delayByDay))} />
      <ChartGrid>
        <ChartPanel
          {...panel}
          title="Mean delay by day"
          note="Delay at arrival, against the schedule; below zero is early."
          wide
          csv={csv("days")}
          load={async () => daysFigure(await rows(delayByDay))}
        />
        <ChartPanel
          {...panel}
          title="Delay by weekday and hour of departure"
          note="Mornings are on time; what goes wrong by day adds up until night."
          csv={csv("hours")}
          load={async () => hoursFigure(await rows(delayByHour))}
        />
        <ChartPanel
          {...panel}
          title="How late flights arrive"
          note={`From ${LATE} minutes on, a flight counts as late.`}
          csv={csv("distribution")}
          load={async () => distributionFigure(await rows(delayDistribution), LATE)}
        />
        <ChartPanel
          {...panel}
          title={`Busiest ${places}`}
          note="By number of flights."
          height={360}
          csv={csv("airports")}
          load={async () => busiestFigure(await rows(delayByAirport))}
        />
        <ChartPanel
          {...panel}
          title={`Least punctual ${places}`}
          note="By share of late flights; airports with less than 0.1% of all flights are left out."
          height={360}
          csv={csv("airports")}
          load={async () => leastPunctualFigure(await rows(delayByAirport))}
        />
      </ChartGrid>
    </FilteredPage>
  );
});
