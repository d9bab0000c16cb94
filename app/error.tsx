/** 500: a page failed while it was made. Says no more than a reference that the log has too. */
"use client";
import { useEffect } from "react";
import { Notice } from "@/components/nav/notice";
import { Button } from "@/components/ui/button";
import { sitePath } from "@/lib/http/site-path";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => {
    document.title = "Something went wrong · Foyer";
  }, []);
  return (
    <Notice
      code="500"
      title="Something went wrong on our side"
      message="This page could not be made. Nothing of yours was lost; trying again often helps."
      detail={<Reference error={error} />}
    >
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
      <Button asChild>
        <a href={sitePath("/dashboards")}>Back to the dashboards</a>
      </Button>
    </Notice>
  );
}

function Reference({ error }: { error: unknown }) {
  if (!(error instanceof Error && "digest" in error && error.digest)) return null;
  return (
    <>
      Reference for whoever runs this Foyer:{" "}
      <code className="rounded-sm bg-hover px-1 py-0.5 text-ink">{String(error.digest)}</code>
    </>
  );
}
