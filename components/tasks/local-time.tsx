"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};
const dayOf = (date: Date, timeZone?: string) =>
  date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone });

export interface LocalTimeProps {
  /** ISO 8601. */
  at: string;
  /** `auto`: unless it is today. */
  withDate?: "auto" | "always";
  withSeconds?: boolean;
}

/** A time as the reader's clock says it. The server does not know that clock: it writes UTC until the page is alive. */
export function LocalTime({ at, withDate = "auto", withSeconds = false }: LocalTimeProps) {
  const today = useSyncExternalStore(
    never,
    () => dayOf(new Date()),
    () => null,
  );
  const date = new Date(at);
  const timeZone = today === null ? "UTC" : undefined;
  const time = date.toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: withSeconds ? "2-digit" : undefined,
    timeZone,
  });
  const day = dayOf(date, timeZone);
  return (
    <time dateTime={at} title={date.toISOString()} className="tabular whitespace-nowrap">
      {withDate === "always" || day !== today ? `${day}, ${time}` : time}
    </time>
  );
}
