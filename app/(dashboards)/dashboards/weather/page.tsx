/** Weather: for everybody who is signed in. */
import { ChartGrid } from "@/components/chart/chart-grid";
import { ChartPanel } from "@/components/chart/chart-panel";
import { monthName } from "@/components/chart/format";
import { KeyFigures } from "@/components/chart/key-figures";
import { FilteredPage } from "@/components/filters/filtered-page";
import { SegmentedInput } from "@/components/filters/segmented-input";
import { SelectInput } from "@/components/filters/select-input";
import { readFilters } from "@/lib/dashboards/filters";
import { viewRows } from "@/lib/dashboards/view-rows";
import { dashboardPage } from "@/lib/guards/page-guard";
import { dashboardAddress } from "../registry";
import { access } from "./access";
import { kinds, kindsByMonth, rainByMonth, weatherByDay } from "./data";
import { keyFigures, kindsFigure, rainFigure, temperatureFigure } from "./figures";
import { filters, months, years } from "./filters";

export const metadata = { title: access.title };

const address = dashboardAddress(access);

const source = {
  name: "NOAA National Climatic Data Center, Seattle",
  href: "https://www.ncdc.noaa.gov/cdo-web/datatools/records",
};
const empty = "There are no days for these filters. Choose another year or month.";

const yearChoices = years.map((value) => ({ value, label: value === "all" ? "All years" : value }));
const monthChoices = months.map((value) => ({
  value,
  label: value === "all" ? "All months" : monthName(Number(value)),
}));

export default dashboardPage(access.rule, ({ viewer, searchParams }) => {
  const view = readFilters(filters, searchParams);
  const csv = (dataset: string) => address.csv(dataset, view.query);
  const rows = viewRows(viewer, view.values);
  return (
    <FilteredPage
      title={access.title}
      summary={access.summary}
      path={address.path}
      defaults={view.defaults}
      filters={
        <>
          <SegmentedInput label="Year" field={view.field("year")} choices={yearChoices} />
          <SelectInput label="Month" field={view.field("month")} choices={monthChoices} />
        </>
      }
    >
      <KeyFigures count={4} load={async () => keyFigures(await rows(weatherByDay))} />
      <ChartGrid>
        <ChartPanel
          title="Temperature in Seattle, day by day"
          note="Each bar reaches from the lowest to the highest of its day."
          wide
          height={360}
          source={source}
          csv={csv("days")}
          empty={empty}
          load={async () => temperatureFigure(await rows(weatherByDay))}
        />
        <ChartPanel
          title="Rain by month"
          note="Snow counts as the water it melts to."
          source={source}
          csv={csv("rain")}
          empty={empty}
          load={async () => rainFigure(await rows(rainByMonth))}
        />
        <ChartPanel
          title="Days by kind of weather"
          note="Days of the years shown, by calendar month."
          source={source}
          csv={csv("kinds")}
          empty={empty}
          load={async () => kindsFigure(await rows(kindsByMonth), kinds)}
        />
      </ChartGrid>
    </FilteredPage>
  );
});
