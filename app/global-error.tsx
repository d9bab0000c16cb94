/** 500 when even the frame of the pages failed: a document of its own. */
"use client";
import { useEffect } from "react";
import PageError from "./error";
import "./globals.css";

export default function GlobalError(props: { error: unknown; retry: () => void }) {
  useEffect(() => {
    // The frame that reads the cookie on the server is what failed.
    const theme = /(?:^|; )foyer\.theme=(light|dark)/.exec(document.cookie)?.[1];
    if (theme) document.documentElement.dataset.theme = theme;
  }, []);
  return (
    <html lang="en">
      <body className="flex flex-col">
        <title>Something went wrong · Foyer</title>
        <main className="flex flex-1 flex-col">
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}
