"use client";

import { useZone } from "@/components/ui/forms/use-zone";
import { timeText } from "@/lib/model/locale-time";

export interface LocalTimeProps {
  /** ISO 8601. */
  at: string;
  /** `auto`: unless it is today. */
  withDate?: "auto" | "always";
  withSeconds?: boolean;
}

/** A time as the reader's clock says it; the server, which does not know what day it is there, always names the day. */
export function LocalTime({ at, withDate = "auto", withSeconds = false }: LocalTimeProps) {
  const zone = useZone();
  const date = new Date(at);
  const clock = withSeconds ? "second" : "minute";
  const today = withDate === "auto" && zone === "own" && isToday(date);
  return (
    <time dateTime={at} title={date.toISOString()} className="tabular whitespace-nowrap">
      {today ? timeText(date, zone, clock) : timeText(date, zone, "day", clock)}
    </time>
  );
}

function isToday(date: Date): boolean {
  return timeText(date, "own", "day") === timeText(new Date(), "own", "day");
}
