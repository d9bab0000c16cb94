/** Whether an element should be drawn: it is on screen or about to be, or there is time to spare. */
"use client";
import { type RefObject, useEffect, useState } from "react";

/**
 * True from when the element first comes within a screen's height of what is visible, or the
 * browser has nothing better to do: what is seen first is drawn first, and the rest is there
 * before anybody scrolls or prints.
 */
export function useInView(element: RefObject<Element | null>): boolean {
  const [inView, setInView] = useState(false);
  useEffect(() => {
    if (inView || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setInView(true);
      },
      { rootMargin: "100% 0px" },
    );
    observer.observe(element.current);
    const cancel = whenIdle(() => setInView(true));
    return () => {
      observer.disconnect();
      cancel();
    };
  }, [element, inView]);
  return inView;
}

/** Runs `work` when nothing else is to be done; gives a way to call it off. */
function whenIdle(work: () => void): () => void {
  // Safari has no idle callbacks.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(work, 1000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work);
  return () => cancelIdleCallback(handle);
}
