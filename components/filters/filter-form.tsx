/** A dashboard's filters: a plain GET form, that with scripts applies each change at once. */
"use client";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { sitePath } from "@/lib/http/site-path";
import { filterQuery } from "./filter-query";
import { useFilterScope } from "./filter-scope";

interface FilterFormProps {
  /** The page's own path. */
  path: string;
  /** What each field holds when nothing is asked for: left out of the address. */
  defaults: Record<string, readonly string[]>;
  children: ReactNode;
}

/** Typing a date by keyboard passes through other dates: wait until it rests. In milliseconds. */
const REST = 300;

export function FilterForm({ path, defaults, children }: FilterFormProps) {
  const { go } = useFilterScope();
  const query = useSearchParams().toString();
  const form = useRef<HTMLFormElement>(null);
  // The query last asked for here. Another way to an address (Back, a link) makes the fields anew.
  const [asked, setAsked] = useState(query);
  const [seen, setSeen] = useState({ query, times: 0 });
  if (seen.query !== query) {
    const foreign = query !== asked;
    setSeen({ query, times: seen.times + (foreign ? 1 : 0) });
    if (foreign) setAsked(query);
  }

  const apply = () => {
    if (!form.current) return;
    const next = filterQuery(new FormData(form.current), defaults);
    if (next === asked) return;
    setAsked(next);
    go(next ? `${path}?${next}` : path);
  };
  const latest = useRef(apply);
  useEffect(() => {
    latest.current = apply;
  });

  // The browser's own change event: a number is done when left, not at each key.
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onChange = (event: Event) => {
      const typed = event.target instanceof HTMLInputElement && event.target.type === "date";
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), typed ? REST : 0);
    };
    element.addEventListener("change", onChange);
    return () => {
      clearTimeout(timer);
      element.removeEventListener("change", onChange);
    };
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply();
  };
  return (
    <search>
      <form
        ref={form}
        action={sitePath(path)}
        method="get"
        noValidate
        aria-label="Filters"
        onSubmit={submit}
        className="flex flex-wrap items-start gap-x-5 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-sm"
      >
        <div key={seen.times} className="contents">
          {children}
        </div>
        <noscript>
          <Button type="submit" variant="primary" size="sm" className="mt-5">
            Apply
          </Button>
        </noscript>
        {query && (
          <Link href={path} scroll={false} className="mt-6 text-accent text-sm hover:underline">
            Reset filters
          </Link>
        )}
      </form>
    </search>
  );
}
