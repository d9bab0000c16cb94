/** What can be done with a chart: take it along as a picture or as figures. */
"use client";
import { Download, Image } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { downloadPng } from "./download-png";
import type { Figure } from "./figure";

interface ChartActionsProps {
  title: string;
  figure: Figure;
  csv: string;
  ready: boolean;
}

export function ChartActions({ title, figure, csv, ready }: ChartActionsProps) {
  const [failed, setFailed] = useState(false);
  const save = () => {
    setFailed(false);
    downloadPng(title, figure).catch(() => setFailed(true));
  };
  return (
    <div className="-mr-1.5 flex h-9 items-center justify-end sm:absolute sm:top-2 sm:right-4">
      <span role="status" className="mr-2 text-danger text-xs">
        {failed && "The picture could not be made."}
      </span>
      <Button
        variant="quiet"
        size="sm"
        onClick={save}
        disabled={!ready}
        aria-label={`Download “${title}” as PNG`}
        data-needs-script
      >
        <Image aria-hidden />
        PNG
      </Button>
      <Button variant="quiet" size="sm" asChild>
        <a href={csv} download aria-label={`Download “${title}” as CSV`}>
          <Download aria-hidden />
          CSV
        </a>
      </Button>
    </div>
  );
}
