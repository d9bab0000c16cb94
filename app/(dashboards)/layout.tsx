/** The frame of the dashboards: as wide as charts can use. */
import type { ReactNode } from "react";

export default function DashboardsLayout({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-[100rem] px-4 py-6 sm:px-5">{children}</div>;
}
