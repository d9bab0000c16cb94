/** Ranges of the market that people ask for by name. */
import type { FilterPreset } from "@/components/filters/presets";
import { type Filters, firstDay, lastDay } from "./filters";

const ranges = [
  { label: "All", from: firstDay, to: lastDay },
  { label: "2000–2002: dot-com", from: "2000-01-01", to: "2002-12-31" },
  { label: "2007–2009: banks", from: "2007-07-01", to: "2009-12-31" },
  { label: "Last 5 years", from: "2015-04-17", to: lastDay },
  { label: "Last year", from: "2019-04-17", to: lastDay },
];

/** Links to each range that keep the other filters. */
export function rangePresets(path: string, query: string, { from, to }: Filters): FilterPreset[] {
  return ranges.map((range) => {
    const params = new URLSearchParams(query);
    for (const end of ["from", "to"] as const) {
      const boundary = end === "from" ? firstDay : lastDay;
      if (range[end] === boundary) params.delete(end);
      else params.set(end, range[end]);
    }
    const search = params.toString();
    return {
      label: range.label,
      href: search ? `${path}?${search}` : path,
      current: range.from === from && range.to === to,
    };
  });
}
