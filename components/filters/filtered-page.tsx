/** The frame of a dashboard with filters: what it is, its filters, and what they apply to. */
import type { ReactNode } from "react";
import { FilterForm } from "./filter-form";
import { FilterScope } from "./filter-scope";
import { Filtered } from "./filtered";

interface FilteredPageProps {
  title: string;
  summary: string;
  path: string;
  /** By field, what it holds when nothing is asked for. */
  usual: Record<string, readonly string[]>;
  /** The fields of the form. */
  filters: ReactNode;
  /** Above the form, for instance {@link Presets}. */
  presets?: ReactNode;
  children: ReactNode;
}

export function FilteredPage(props: FilteredPageProps) {
  return (
    <FilterScope>
      <div className="space-y-4">
        <header>
          <h1 className="font-semibold text-2xl tracking-tight">{props.title}</h1>
          <p className="mt-1 max-w-prose text-muted text-sm">{props.summary}</p>
        </header>
        {props.presets}
        <FilterForm path={props.path} usual={props.usual}>
          {props.filters}
        </FilterForm>
        <Filtered>{props.children}</Filtered>
      </div>
    </FilterScope>
  );
}
