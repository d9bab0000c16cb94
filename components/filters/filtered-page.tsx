/** The frame of a dashboard with filters: what it is, its filters, and what they apply to. */
import type { ReactNode } from "react";
import { PageHeading } from "@/components/nav/page-heading";
import { FilterForm } from "./filter-form";
import { FilterScope } from "./filter-scope";
import { Filtered } from "./filtered";

interface FilteredPageProps {
  title: string;
  summary: string;
  path: string;
  /** By field, what it holds when nothing is asked for. */
  defaults: Record<string, readonly string[]>;
  /** The fields of the form. */
  filters: ReactNode;
  /** Beside the heading: links to ranges that people often want. */
  presets?: ReactNode;
  children: ReactNode;
}

export function FilteredPage(props: FilteredPageProps) {
  return (
    <FilterScope>
      <div className="space-y-4">
        <PageHeading title={props.title} note={props.summary}>
          {props.presets}
        </PageHeading>
        <FilterForm path={props.path} defaults={props.defaults}>
          {props.filters}
        </FilterForm>
        <Filtered>{props.children}</Filtered>
      </div>
    </FilterScope>
  );
}
