/** What the browser remembers of a page may be out of date: asks anew. */
"use client";
import { useEffect } from "react";

/** Shows nothing. */
export function PageWatch() {
  useEffect(() => {
    // Back may bring a page out of the browser's memory, from before signing in or out: ask anew.
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);

  return null;
}
