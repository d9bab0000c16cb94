/** Two corrections that only a script can make, on every page. */
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

  useEffect(() => {
    // Next.js announces the titles of pages one goes to as alerts; they are not, alerts are failures.
    const timer = setTimeout(() => {
      const announcer = document.querySelector("next-route-announcer")?.shadowRoot;
      announcer?.querySelector("[role=alert]")?.setAttribute("role", "status");
    });
    return () => clearTimeout(timer);
  }, []);

  return null;
}
