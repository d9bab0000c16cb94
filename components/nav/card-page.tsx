/** A page of one narrow card under the mark: sign-in, set-up. */
import type { ReactNode } from "react";
import { Card } from "../ui/card";
import { Logo } from "./logo";

export function CardPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-sm sm:pt-8">
      <Logo className="mx-auto size-10" />
      <h1 className="mt-4 mb-6 text-center font-semibold text-xl">{title}</h1>
      <Card className="p-6">{children}</Card>
    </div>
  );
}
