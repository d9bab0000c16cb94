/** A point in time: in UTC as the server sends it, in the reader's own time once scripts run. */
"use client";
import { useSyncExternalStore } from "react";

const format = (zone: string | undefined) =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    ...(zone ? { timeZone: zone } : {}),
  });
const utc = format("UTC");

const never = () => () => {};

/** `at` is ISO 8601 in UTC. The first client render repeats the server's, so nothing mismatches. */
export function TimeStamp({ at }: { at: string }) {
  const text = useSyncExternalStore(
    never,
    () => format(undefined).format(new Date(at)),
    () => utc.format(new Date(at)),
  );
  return (
    <time dateTime={at} className="tabular-nums">
      {text}
    </time>
  );
}
