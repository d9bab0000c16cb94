/** Tells screen readers the title of a page one goes to without a reload. */
"use client";
import { useEffect, useState } from "react";

/**
 * A status, which waits its turn. The one that Next.js makes for the same is an alert, which
 * interrupts and here always is a failure: globals.css takes it out of the page. Of a full load
 * browsers tell by themselves.
 */
export function TitleAnnouncer() {
  const [announced, announce] = useState("");

  useEffect(() => {
    let known = document.title;
    const observer = new MutationObserver(() => {
      // The old title may go before the new one comes.
      if (!document.title || document.title === known) return;
      known = document.title;
      announce(known);
    });
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, []);

  return (
    <p role="status" className="sr-only">
      {announced}
    </p>
  );
}
