/** Charts side by side where there is room. */
import type { ReactNode } from "react";

export function ChartGrid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">{children}</div>;
}
