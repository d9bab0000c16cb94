/** Joins a dashboard's filters to what they filter: new figures come without a reload. */
"use client";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo, useTransition } from "react";

interface Scope {
  pending: boolean;
  /** Shows the page with another query. */
  go: (address: string) => void;
}

const ScopeContext = createContext<Scope>({ pending: false, go: () => {} });

export const useFilterScope = () => useContext(ScopeContext);

export function FilterScope({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const scope = useMemo(
    () => ({
      pending,
      go: (address: string) => startTransition(() => router.replace(address, { scroll: false })),
    }),
    [pending, router],
  );
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}
