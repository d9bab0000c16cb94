/** A chart whose data did not come: words, and a button that asks for them again. */
"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { ChartError } from "./chart-error";

export function Refetch({ message, reference }: { message: string; reference?: string }) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  return (
    <ChartError
      message={message}
      {...(reference ? { reference } : {})}
      onRetry={() => startTransition(() => router.refresh())}
    />
  );
}
