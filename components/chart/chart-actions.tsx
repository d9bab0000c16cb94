/** What can be done with a chart: take it along as a picture or as figures. */
"use client";
import { Download, Image, ZoomOut } from "lucide-react";
import { useState } from "react";
import { Button, buttonStyle } from "./button";
import { downloadPng } from "./download-png";
import type { Figure } from "./figure";

interface ChartActionsProps {
  title: string;
  figure: Figure;
  csv: string;
  ready: boolean;
  /** Only while the chart is zoomed. */
  onResetZoom: (() => void) | undefined;
}

export function ChartActions({ title, figure, csv, ready, onResetZoom }: ChartActionsProps) {
  const [failed, setFailed] = useState(false);
  const save = () => {
    setFailed(false);
    downloadPng(title, figure).catch(() => setFailed(true));
  };
  return (
    <div className="mb-2 flex flex-wrap items-center justify-end gap-1.5">
      <span role="status" className="text-danger text-xs">
        {failed && "The picture could not be made."}
      </span>
      {onResetZoom && (
        <Button onClick={onResetZoom}>
          <ZoomOut aria-hidden className="size-3.5" />
          Reset zoom
        </Button>
      )}
      <Button onClick={save} disabled={!ready} aria-label={`Download “${title}” as PNG`}>
        <Image aria-hidden className="size-3.5" />
        PNG
      </Button>
      <a href={csv} download className={buttonStyle} aria-label={`Download “${title}” as CSV`}>
        <Download aria-hidden className="size-3.5" />
        CSV
      </a>
    </div>
  );
}
