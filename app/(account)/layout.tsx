/** The frame of one's own pages: as wide as one reads. */
import type { ReactNode } from "react";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-5">{children}</div>;
}
