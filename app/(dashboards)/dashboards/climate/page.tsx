/** Climate: open to everybody. */
import { ChartGrid } from "@/components/chart/chart-grid";
import { ChartPanel } from "@/components/chart/chart-panel";
import { KeyFigures } from "@/components/chart/key-figures";
import { FilteredPage } from "@/components/filters/filtered-page";
import { RangeInput } from "@/components/filters/range-input";
import { readFilters } from "@/lib/dashboards/filters";
import { viewRows } from "@/lib/dashboards/view-rows";
import { dashboardPage } from "@/lib/guards/page-guard";
import { dashboardAddress } from "../registry";
import { access } from "./access";
import { co2ByMonth, co2ByYear, seasonalCycle, temperatureByYear } from "./data";
import { co2Figure, cycleFigure, keyFigures, temperatureFigure } from "./figures";
import { filters, firstYear, lastYear } from "./filters";

export const metadata = { title: access.title };

const address = dashboardAddress(access);

const scripps = {
  name: "Scripps CO₂ Program, Mauna Loa Observatory",
  href: "https://scrippsco2.ucsd.edu/data/atmospheric_co2/primary_mlo_co2_record",
};
const giss = {
  name: "NASA Goddard Institute for Space Studies, GISTEMP",
  href: "https://data.giss.nasa.gov/gistemp/",
};
const noCo2 = "No CO₂ was measured in these years. Choose a range between 1958 and 2020.";

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
          <RangeInput
            label="From year"
            type="number"
            min={firstYear}
            max={lastYear}
            field={view.field("from")}
          />
          <RangeInput
            label="To year"
            type="number"
            min={firstYear}
            max={lastYear}
            field={view.field("to")}
          />
        </>
      }
    >
      <KeyFigures
        count={4}
        load={async () =>
          keyFigures(...(await Promise.all([rows(co2ByYear), rows(temperatureByYear)])))
        }
      />
      <ChartGrid>
        <ChartPanel
          title="Carbon dioxide in the air at Mauna Loa"
          note="It falls while northern plants grow, rises while they rest, and ends each year higher."
          wide
          height={380}
          source={scripps}
          csv={csv("co2")}
          empty={noCo2}
          load={async () => co2Figure(...(await Promise.all([rows(co2ByMonth), rows(co2ByYear)])))}
        />
        <ChartPanel
          title="Global temperature against 1951–1980"
          note="Land and sea surface together, by year."
          source={giss}
          csv={csv("temperature")}
          empty="No temperatures are known for these years. Choose a range between 1880 and 2023."
          load={async () => temperatureFigure(await rows(temperatureByYear))}
        />
        <ChartPanel
          title="Seasonal cycle of carbon dioxide"
          note="Each month against the trend, mean of the years shown."
          source={scripps}
          csv={csv("seasonal-cycle")}
          empty={noCo2}
          load={async () => cycleFigure(await rows(seasonalCycle))}
        />
      </ChartGrid>
    </FilteredPage>
  );
});
