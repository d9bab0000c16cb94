/** Markets: for finance. */
import { ChartGrid } from "@/components/chart/chart-grid";
import { ChartPanel } from "@/components/chart/chart-panel";
import { KeyFigures } from "@/components/chart/key-figures";
import { CheckboxGroup } from "@/components/filters/checkbox-group";
import { FilteredPage } from "@/components/filters/filtered-page";
import { Presets } from "@/components/filters/presets";
import { RangeInput } from "@/components/filters/range-input";
import { readFilters } from "@/lib/dashboards/filters";
import { viewRows } from "@/lib/dashboards/view-rows";
import { dashboardPage } from "@/lib/guards/page-guard";
import { dashboardAddress } from "../registry";
import { access } from "./access";
import { indexByDay, stocksByMonth } from "./data";
import { drawdownFigure, indexFigure, keyFigures, stocksFigure } from "./figures";
import { filters, firstDay, lastDay, stocks } from "./filters";
import { rangePresets } from "./presets";

export const metadata = { title: access.title };

const address = dashboardAddress(access);
const source = { name: "Yahoo Finance", href: "https://finance.yahoo.com/quote/%5EGSPC/history/" };
const empty = "There was no trading in this range. Choose more days.";

export default dashboardPage(access.rule, ({ viewer, searchParams }) => {
  const view = readFilters(filters, searchParams);
  const csv = (dataset: string) => address.csv(dataset, view.query);
  const { values } = view;
  const rows = viewRows(viewer, values);
  const days = { type: "date", min: firstDay, max: lastDay } as const;
  return (
    <FilteredPage
      title={access.title}
      summary={access.summary}
      path={address.path}
      defaults={view.defaults}
      presets={<Presets label="Ranges" presets={rangePresets(address.path, view.query, values)} />}
      filters={
        <>
          <RangeInput label="From day" {...days} field={view.field("from")} />
          <RangeInput label="To day" {...days} field={view.field("to")} />
          <CheckboxGroup
            label="Stocks"
            field={view.field("stock")}
            choices={stocks.map((value) => ({ value, label: value }))}
          />
        </>
      }
    >
      <KeyFigures count={4} load={async () => keyFigures(await rows(indexByDay))} />
      <ChartGrid>
        <ChartPanel
          title="S&P 500 with its moving averages"
          note="The close of each trading day, and its means of 50 and 200 days."
          wide
          height={380}
          source={source}
          csv={csv("index")}
          empty={empty}
          load={async () => indexFigure(await rows(indexByDay))}
        />
        <ChartPanel
          title="How far the S&P 500 fell"
          note="Each close against the highest close since 2000."
          source={source}
          csv={csv("index")}
          empty={empty}
          load={async () => drawdownFigure(await rows(indexByDay))}
        />
        <ChartPanel
          title="Five stocks from the same start"
          note="By month, January 2000 to March 2010; each is 100 in its first month shown."
          source={{ name: "vega-datasets, stocks.csv" }}
          csv={csv("stocks")}
          empty="These stocks are known from January 2000 to March 2010. Choose a range that has months of it."
          load={async () => stocksFigure(await rows(stocksByMonth), stocks)}
        />
      </ChartGrid>
    </FilteredPage>
  );
});
